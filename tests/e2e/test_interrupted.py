"""Ctrl-C and SIGTERM end a run in order: what is finished stays, nothing else is left, the next run does the rest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import kill_runs
import psutil
import pytest
import tiny_township

if sys.platform == "win32":
    pytest.skip("signals to a group of processes", allow_module_level=True)

HOLD = """
from pathlib import Path
if village == "V03":
    Path("../held").touch()
    while Path("../hold").exists():
        sum(range(10**5))
"""
WITHOUT_FORK = (
    "import sys; from yanpan.batch import scheduler; scheduler.can_fork = lambda: False; "
    "from yanpan.cli import main; main(sys.argv[1:])"
)
COMMANDS = {"forked": tiny_township.COMMAND, "cold": (sys.executable, "-c", WITHOUT_FORK)}


def until(true: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Wait until it is true, as long as the process lives."""
    end = time.monotonic() + seconds
    while not true():
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("how", "kernels", "number", "times"),
    [("forked", False, signal.SIGINT, 2), ("forked", True, signal.SIGTERM, 1), ("cold", False, signal.SIGINT, 1)],
)
def test_it_ends_in_order_and_the_next_run_takes_the_rest(
    how: str, kernels: bool, number: int, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, scratch = tiny_township.make_project(tmp_path / "project", 4, kernels=kernels, extra=HOLD), tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr(tiny_township, "COMMAND", COMMANDS[how])
    (root / "hold").touch()
    process = tiny_township.start(root, environment={**os.environ, "TMPDIR": str(scratch)})
    villages = root / "outputs" / tiny_township.ROUND / "villages"
    until(lambda: (root / "held").exists() and (villages / "V01" / "report.html").exists(), process)
    started = kill_runs.below(psutil.Process(process.pid))
    assert started
    for _ in range(times):
        os.killpg(process.pid, number)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 128 + number, said
    finished = {path.name for path in villages.iterdir()}
    assert {"V01"} <= finished <= {"V01", "V02", "V04"}
    told = f"已中断：这次做完 {len(finished)} 个村，已经完成的报告保留，全镇报告没有更新；再次运行 yanpan run 接着做。"
    assert said.count(told) == 1
    assert "Traceback" not in said
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert (kill_runs.left_over(root), kill_runs.broken(root), list(scratch.iterdir())) == ([], [], [])
    the_next_run_takes_the_rest(root, finished)


@pytest.mark.parametrize(("number", "send"), [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill)])
def test_it_may_come_while_the_material_is_read(number: int, send: Callable[[int, int], None], tmp_path: Path) -> None:
    root = tiny_township.make_project(tmp_path / "project", 2)
    process = tiny_township.start(root)
    top = psutil.Process(process.pid)
    until(lambda: any(kill_runs.kind_of(each) != "server" for each in kill_runs.below(top)), process)
    started = kill_runs.below(top)
    send(process.pid, number)
    said = process.communicate(timeout=60)[1].decode()
    assert (process.returncode, said.strip()) == (130, "已中断；已经完成的报告保留。")
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert tiny_township.run(root)[0] == 0
    assert kill_runs.left_over(root) == []


def the_next_run_takes_the_rest(root: Path, finished: set[str]) -> None:
    """Only what was not finished, to the bytes of a run that nobody has disturbed."""
    (root / "hold").unlink()
    assert tiny_township.run(root)[0] == 0
    record = json.loads((root / "outputs" / tiny_township.ROUND / "run.json").read_text(encoding="utf-8"))
    assert {each["owner"] for each in record["villages"]} == {"V01", "V02", "V03", "V04"} - finished
    resumed = tiny_township.outputs(root)
    assert tiny_township.run(root, "--force")[0] == 0
    assert tiny_township.outputs(root) == resumed
