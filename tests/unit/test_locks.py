"""One holder at a time; a holder that is killed leaves no lock behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from yanpan.locks import locked

HOLD = """
import sys, time
from pathlib import Path
from yanpan.locks import locked
with locked(Path(sys.argv[1]), seconds=5):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "a" / ".lock"
    with locked(lock, seconds=0), pytest.raises(TimeoutError), locked(lock, seconds=0.1):
        raise AssertionError
    with locked(lock, seconds=0):
        assert lock.is_file()


def test_killed_holder_leaves_it_free(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / ".lock")], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(TimeoutError), locked(tmp_path / ".lock", seconds=0):
        raise AssertionError
    holder.kill()
    holder.communicate()
    with locked(tmp_path / ".lock", seconds=1):
        assert True
