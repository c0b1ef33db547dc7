"""A report that WPS holds open, as Windows has it: neither the file nor its folder can be replaced."""

from pathlib import Path

import pytest

from yanpan.batch.open_files import NOTE, sentence
from yanpan.batch.outputs import publish, put_right
from yanpan.batch.plan import Task, make_plan
from yanpan.config.paths import Project


@pytest.fixture
def task(tmp_path: Path) -> Task:
    plan = make_plan(Project(tmp_path), "r", names={"V01": "河口社区"}, township="青禾镇")
    (made,) = plan.villages
    for folder, text, names in (
        (made.folder, "old", ("report.docx", "report.html", "report.pdf")),
        (made.staging, "new", ("report.docx", "report.html")),
    ):
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def held(task: Task, monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Paths that nobody can rename or replace while they are in here."""
    locked = {task.folder, task.folder / "report.docx"}
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if locked & {self, Path(target)}:
            raise PermissionError(13, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return locked


def texts(task: Task) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(task.folder.iterdir())}


def test_the_new_file_waits_beside_the_open_one_and_the_others_are_replaced(task: Task, held: set[Path]) -> None:
    assert publish(task) == ("report.docx", "report.html", "report（新）.docx")
    assert texts(task) == {"report.docx": "old", "report.html": "new", "report（新）.docx": "new"}
    assert not task.staging.exists()


def test_it_is_told_in_one_sentence(task: Task, held: set[Path]) -> None:
    publish(task)
    assert sentence(task.name, task.folder, task.folder.parent.parent) == (
        "河口社区的 report.docx 正被 WPS 或 Word 打开，未替换；新文件在旁边：report（新）.docx，关闭后重新运行即可。"
    )


def test_the_next_run_puts_it_in_place_once_it_is_closed(task: Task, held: set[Path]) -> None:
    publish(task)
    home = task.folder.parent.parent
    put_right(home)
    assert texts(task)["report.docx"] == "old"
    held.clear()
    put_right(home)
    assert texts(task) == {"report.docx": "new", "report.html": "new"}
    assert not (home / NOTE).exists()
    assert sentence(task.name, task.folder, task.folder.parent.parent) == ""


def test_a_file_of_the_analysts_own_that_is_called_so_is_left_alone(task: Task, held: set[Path]) -> None:
    publish(task)
    own = task.folder / "分工（新）.docx"
    own.write_text("own", encoding="utf-8")
    held.clear()
    put_right(task.folder.parent.parent)
    assert texts(task) == {"report.docx": "new", "report.html": "new", "分工（新）.docx": "own"}


def test_a_waiting_file_that_the_analyst_has_edited_is_left_alone(task: Task, held: set[Path]) -> None:
    publish(task)
    (task.folder / "report（新）.docx").write_text("edited", encoding="utf-8")
    held.clear()
    put_right(task.folder.parent.parent)
    assert texts(task) == {"report.docx": "old", "report.html": "new", "report（新）.docx": "edited"}


def test_a_folder_that_cannot_be_written_is_still_an_error(task: Task, held: set[Path]) -> None:
    held |= {task.folder / "report（新）.docx"}
    with pytest.raises(PermissionError):
        publish(task)
    assert texts(task)["report.docx"] == "old"
