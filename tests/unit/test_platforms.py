"""The package imports where POSIX-only modules do not exist, as on Windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src"
PROGRAM = """
import importlib, importlib.abc, os, pkgutil, sys
import asyncio, multiprocessing, subprocess, tempfile, zipfile  # what the standard library itself guards stays whole
import IPython, ipykernel, jupyter_client, nbclient, papermill, pandas, scipy.stats, statsmodels.api, typst
sys.modules.pop("fcntl", None)

POSIX = {"fcntl", "grp", "pwd", "termios", "resource", "pty", "tty", "posix_ipc", "syslog", "crypt"}


class Blocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in POSIX:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


for name in POSIX:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blocked())
fake = type(sys)("msvcrt")
fake.LK_NBLCK, fake.LK_UNLCK, fake.locking = 2, 0, lambda *a: None
sys.modules["msvcrt"] = fake
for name in ("fork", "sched_getaffinity", "getuid", "geteuid", "getpgid", "setsid", "killpg", "fchmod"):
    if hasattr(os, name):
        delattr(os, name)

import yanpan

real, sys.platform = sys.platform, "win32"
import yanpan.locks  # noqa: E402
sys.platform = real

failed = []
for module in pkgutil.walk_packages(yanpan.__path__, "yanpan."):
    if module.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(module.name)
    except Exception as error:
        failed.append(f"{module.name}: {type(error).__name__}: {error}")
print("\\n".join(failed) or "all imported")
"""


def test_every_module_imports_without_posix() -> None:
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SRC), "PATH": "/usr/bin:/bin", "HOME": str(Path.home()), "PYTHONUTF8": "1"},
        check=False,
    )
    assert found.stdout.strip() == "all imported", found.stderr[-2000:]
