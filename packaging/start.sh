#!/bin/sh
# Installs from the wheels beside it on the first run, then runs the main job, or the command given.
set -eu
cd "$(dirname "$0")"
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
py=.venv/bin/python
if [ ! -e .venv/ready ]; then
  base=$(command -v python@PYTHON@ || command -v python3 || true)
  if [ -z "$base" ] || ! "$base" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "@PYTHON@")'; then
    echo "这台电脑上没有找到 Python @PYTHON@，请先安装，再运行本文件。" >&2
    exit 2
  fi
  echo "第一次运行：正在安装，约需几分钟，不用联网。"
  rm -rf .venv
  "$base" -m venv .venv
  "$py" -m pip install --quiet --no-index --no-deps --require-hashes --find-links wheels -r wheels/requirements.txt
  "$py" -m pip install --quiet --no-index --no-deps --find-links wheels "yanpan==@VERSION@"
  : > .venv/ready
fi
if [ "$#" -eq 0 ]; then set -- run; fi
exec "$py" -m yanpan "$@"
