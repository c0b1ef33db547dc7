#!/bin/sh
set -eu
cd "$(dirname "$0")"
[ -e .venv/ready ] || ./start.sh --version
exec .venv/bin/python -m jupyterlab notebooks/village.ipynb
