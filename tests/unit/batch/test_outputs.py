"""Files come whole or not at all: a swap cut in two is undone, a second run is told who is at work."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from yanpan.batch import outputs
from yanpan.batch.at_work import at_work
from yanpan.batch.outputs import publish, put_right, staged
from yanpan.batch.plan import Task, make_plan
from yanpan.config.paths import Project
from yanpan.errors import UserError


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """V01 with a former report in place and a new one staged."""
    plan = make_plan(Project(tmp_path), "r", names={"V01": "河口社区"}, township="青禾镇")
    (made,) = plan.villages
    for folder, text in ((made.folder, "old"), (made.staging, "new")):
        folder.mkdir(parents=True)
        (folder / "report.html").write_text(text, encoding="utf-8")
    return made


def home(task: Task) -> Path:
    """The edition's outputs."""
    return task.folder.parent.parent


def test_a_report_is_replaced_whole(task: Task) -> None:
    assert publish(task) == ("report.html",)
    assert (task.folder / "report.html").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(("renames", "left"), [(0, "old"), (1, "old"), (2, "new")])
def test_killed_between_two_renames_a_whole_report_is_there_again(
    task: Task, renames: int, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []
    real = Path.replace

    def counted(path: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KilledError
        done.append(path)
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted)
        patch.setattr(outputs.shutil, "rmtree", lambda path, ignore_errors: None)
        try:
            publish(task)
        except KilledError:
            assert renames < 2
    put_right(home(task))
    assert (task.folder / "report.html").read_text(encoding="utf-8") == left
    assert [path.name for path in home(task).iterdir()] == ["villages"]


def test_half_written_files_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (".run.json.123.tmp", ".index.html.9.tmp", ".other.tmp", "intake.html"):
        (tmp_path / name).touch()
    with staged(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".other.tmp", "intake.html"]


def test_the_second_run_is_told_who_is_at_work_and_leaves(tmp_path: Path) -> None:
    lock, told = tmp_path / "run-r.lock", []
    who = {"command": "yanpan run --round r", "wait": False, "tell": told.append}
    with at_work(lock, "r", **who), pytest.raises(UserError) as caught, at_work(lock, "r", **who):
        raise AssertionError
    said = str(caught.value)
    assert said.startswith("另一个运行（yanpan run --round r，进程 ")
    assert "开始）正在写批次“r”的结果；请等它结束后再运行，或加 --wait 等候。" in said
    assert not lock.with_suffix(".json").exists()
    assert told == []


def test_told_to_wait_it_says_so_and_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    lock, told, order = tmp_path / "run-r.lock", [], []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with at_work(lock, "r", command="second", wait=True, tell=told.append):
            order.append("second")

    with at_work(lock, "r", command="first", wait=False, tell=told.append):
        thread = threading.Thread(target=second)
        thread.start()
        begun.wait()
        while not told:
            thread.join(0.01)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert told[0].startswith("另一个运行（first，")
    assert told[0].endswith("等它结束后接着运行……")


def test_a_card_that_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    lock = tmp_path / "run-r.lock"
    lock.with_suffix(".json").write_text("{", encoding="utf-8")
    with at_work(lock, "r", command="new", wait=False, tell=print):
        assert json.loads(lock.with_suffix(".json").read_text(encoding="utf-8"))["command"] == "new"
