"""A forked kernel shows, byte for byte, what an ordinary one shows; whatever cannot be forked is started cold."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

from yanpan.batch.kernels import client, provisioner
from yanpan.batch.kernels.client import ADDRESS, Forked, ForkServer
from yanpan.batch.kernels.manager import QuietKernelManager

TRICKY = {
    "folder and path": "import os, sys\nos.getcwd(), sys.path",
    "arguments": "len(sys.argv), os.path.basename(sys.argv[0]), sys.argv[1], __name__",
    "environment": "{k: v for k, v in sorted(os.environ.items()) if k not in %r}",
    "standard input": "import select\nselect.select([0], [], [], 0)[0], os.isatty(0)",
    "asking": "try:\n    input('?')\nexcept BaseException as error:\n    print(type(error).__name__, error)",
    "signals": "import signal\n{s.name: str(signal.getsignal(s)) for s in signal.Signals if s.name != 'SIGINT'}",
    "mask": "signal.pthread_sigmask(signal.SIG_BLOCK, []), os.umask(0o022)",
    "session": "os.getsid(0) == os.getpid() == os.getpgid(0)",
    "own and foreign streams": (
        "print('out', flush=True); print('err', file=sys.stderr, flush=True); os.system('echo child')"
    ),
    "width of tables": "import pandas as pd\npd.DataFrame({f'column{i}': range(70) for i in range(30)})",
    "options of pandas": (
        "from pandas._config import config\n{k: pd.get_option(k) for k in sorted(config._registered_options)\n"
        " if k != 'mode.copy_on_write'}"
    ),
    "figure by pyplot": "import matplotlib.pyplot as plt\n_ = plt.plot([1, 3, 2])",
    "backend": "plt.get_backend(), plt.rcParams['figure.dpi'], plt.isinteractive()",
    "figure as value": "from matplotlib.figure import Figure\nf = Figure(); f.subplots().bar([1, 2], [3, 4]); f",
    "threads": "import threading\nsorted(t.name.partition('-')[0] for t in threading.enumerate())",
    "magic": "%config InlineBackend.figure_formats",
    "shell command": "!echo shell",
    "awaited": "import asyncio\nawait asyncio.sleep(0, result='done')",
    "time zone": "import time\ntime.strftime('%Z %z', time.localtime(0))",
    "encoding": "sys.getdefaultencoding(), sys.stdout.encoding, sys.flags.utf8_mode, open(os.devnull).encoding",
    "history": "get_ipython().history_manager.hist_file",
    "kernel": "type(get_ipython()).__name__, get_ipython().kernel is not None, sys.executable",
    "started processes": "import subprocess\nsubprocess.check_output([sys.executable, '-c', 'print(1)'])",
    "interrupted": (
        "try:\n    os.kill(os.getpid(), signal.SIGINT); time.sleep(5)\nexcept KeyboardInterrupt:\n    print('heard')"
    ),
    "updated display": "from IPython.display import display\nh = display(1, display_id='a'); h.update(2)",
    "failing": "def f(): 1 / 0\nf()",
}
OF_THE_RUN = ("JPY_PARENT_PID", "JPY_SESSION_NAME", ADDRESS)


def show(cells: list[str], folder: Path, **settings: str) -> tuple[str, type]:
    """All outputs as JSON, and what the kernel's process was."""
    nodes = [nbformat.v4.new_code_cell(source, id=f"c{number}") for number, source in enumerate(cells)]
    notebook = nbformat.v4.new_notebook(cells=nodes)
    runner = nbclient.NotebookClient(
        notebook,
        kernel_manager_class=QuietKernelManager,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        allow_errors=True,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        timeout=60,
        **settings,
    )
    runner.km = runner.create_kernel_manager()
    with runner.setup_kernel():
        kind = type(runner.km.provisioner.process)
        for number, cell in enumerate(nodes):
            runner.execute_cell(cell, number)
    shown = json.dumps([cell.outputs for cell in nodes], ensure_ascii=False, sort_keys=True, indent=1)
    return re.sub(r"ipykernel_\d+", "ipykernel_", shown), kind


def tricky() -> list[str]:
    """The cells' sources; variables of one process's own run are left out."""
    return [source % (OF_THE_RUN,) if "%r" in source else source for source in TRICKY.values()]


def different(one: object, other: object) -> list[str]:
    """The first lines that differ, cut."""
    texts = (json.dumps(each, ensure_ascii=False, indent=1).splitlines() for each in (one, other))
    return [f"{mine[:120]} | {its[:120]}" for mine, its in itertools.zip_longest(*texts, fillvalue="") if mine != its][
        :3
    ]


def test_tricky_cells_show_the_same_warm_and_cold(
    server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    warm, forked = show(tricky(), tmp_path)
    monkeypatch.delenv(ADDRESS)
    cold, started = show(tricky(), tmp_path)
    assert (forked, started) == (Forked, subprocess.Popen)
    both = zip(TRICKY, json.loads(warm), json.loads(cold), strict=True)
    assert {name: different(one, other) for name, one, other in both if one != other} == {}
    assert warm == cold
    assert "image/png" in warm


def test_forks_draw_lots_of_their_own(server: ForkServer, tmp_path: Path) -> None:
    cells = ["import random, numpy, uuid\nrandom.random(), numpy.random.random(), str(uuid.uuid4())"]
    assert show(cells, tmp_path)[0] != show(cells, tmp_path)[0]


def test_other_environment_at_import_starts_cold(
    server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    shown, kind = show(["import os\nos.environ['PYTHONWARNINGS']"], tmp_path)
    assert kind is subprocess.Popen
    assert "ignore" in shown


def test_without_fork_the_ordinary_kernel_serves(
    server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm, _ = show(["1 + 1"], tmp_path)
    monkeypatch.setattr(client, "can_fork", lambda: False)
    assert show(["1 + 1"], tmp_path) == (warm, subprocess.Popen)


@pytest.mark.parametrize(
    ("command", "understood"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"], ["-f", "k.json"]),
        ([sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "k.json"], ["-f", "k.json"]),
        (["/usr/bin/other", "-m", "ipykernel_launcher", "-f", "k.json"], None),
        ([sys.executable, "-m", "xeus", "-f", "k.json"], None),
        ([sys.executable, "kernel.py"], None),
    ],
)
def test_only_an_ipython_kernel_of_this_interpreter_is_forked(command: list[str], understood: list[str] | None) -> None:
    assert provisioner.arguments_of_kernel(command) == understood
