"""`python -m yanpan`: the command line where no script was installed."""

from yanpan.cli import main

if __name__ == "__main__":
    main()
