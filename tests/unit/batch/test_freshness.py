"""What has to be redone follows from the record, the files as they lie, and what is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yanpan.batch import freshness
from yanpan.batch.freshness import Round, Work, is_usable, village_state
from yanpan.batch.made import Made, forget, read_made, write_made
from yanpan.config.paths import Project
from yanpan.keys import hashes_of, inputs_of, village_parts

NAMES = {"V01": "河口社区", "V02": "青山村"}
FACES = {"仿宋": "FangSong 400 x"}


@pytest.fixture(autouse=True)
def _faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "font_parts", lambda known: dict(FACES))


@pytest.fixture
def here(tmp_path: Path) -> Round:
    """A round of two villages with html and pdf, made from a store of which only the files are real."""
    project = Project(tmp_path)
    store = project.store("r")
    (store / "villages").mkdir(parents=True)
    (store / "tables").mkdir()
    villages = [{"id": key, "name": name} for key, name in NAMES.items()]
    (store / "manifest.json").write_text(json.dumps({"missing": [], "villages": villages}), encoding="utf-8")
    for village in NAMES:
        (store / "villages" / f"{village}.zip").write_text("rows", encoding="utf-8")
        (store / "villages" / f"{village}.rows.json").write_text('{"问卷": {"甲.csv": [[2, "a"]]}}', encoding="utf-8")
    here = Round(project, "r", "internal", project.outputs("r"))
    for village in NAMES:
        make(here, village)
    return here


def make(here: Round, village: str) -> None:
    """Lay a village's finished report and its record."""
    folder = here.folder(village)
    folder.mkdir(parents=True, exist_ok=True)
    inputs = inputs_of(here.project, "r", village, edition="internal")
    identity = {"owner": village, "round": "r", "edition": "internal", "inputs": inputs}
    (folder / "summary.json").write_text(json.dumps(identity), encoding="utf-8")
    for name in ("report.ipynb", "report.html", "report.pdf"):
        (folder / name).write_text(name, encoding="utf-8")
    parts = village_parts(here.project, "r", village, edition="internal")
    files = {path.name: hashes_of(here.project.root).of(path) for path in folder.iterdir()}
    rows = freshness.read_rows(here, village)
    write_made(here.project, "r", "internal", village, Made(parts, files, rows, {"pdf": dict(FACES), "html": {}}))


def look(here: Round, *formats: str, village: str = "V01") -> tuple[Work, tuple[str, ...], tuple[str, ...]]:
    """Work, formats to export, reasons."""
    state = village_state(here, village, formats)
    return state.work, state.formats, state.reasons


def test_nothing_is_to_be_done_where_nothing_changed(here: Round) -> None:
    assert look(here, "html", "pdf") == (Work.NOTHING, (), ())
    assert village_state(here, "V01", ()).sound == ("html", "pdf")


def test_another_format_is_only_exported(here: Round) -> None:
    assert look(here, "html", "docx") == (Work.EXPORT, ("docx",), ("Word 还没有导出",))


def test_changed_rows_are_told_and_leave_the_other_village_fresh(here: Round) -> None:
    store = here.project.store("r") / "villages"
    (store / "V01.zip").write_text("other", encoding="utf-8")
    (store / "V01.rows.json").write_text('{"问卷": {"甲.csv": [[2, "b"]]}}', encoding="utf-8")
    assert look(here, "html") == (Work.RUN, ("html",), ("问卷 第 2 行已变",))
    assert look(here, "html", village="V02")[0] is Work.NOTHING
    assert not is_usable(here, "V01")
    assert is_usable(here, "V02")


def test_other_fonts_concern_the_formats_that_are_set_in_them(here: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "font_parts", lambda known: {"仿宋": "FandolFang 400 y"})
    assert look(here, "html")[0] is Work.NOTHING
    assert look(here, "html", "pdf") == (Work.EXPORT, ("pdf",), ("公文字体有变化",))


@pytest.mark.parametrize(
    ("name", "text", "work", "reason"),
    [
        ("report.html", None, Work.EXPORT, "report.html 不在了"),
        ("report.html", "改", Work.EXPORT, "report.html 在导出之后被改动过"),
        ("summary.json", "{}", Work.RUN, "summary.json 不是上次运行写下的那一份"),
        ("report.ipynb", None, Work.RUN, "report.ipynb 不在了"),
    ],
)
def test_files_that_are_gone_or_altered_are_made_again(
    here: Round, name: str, text: str | None, work: Work, reason: str
) -> None:
    path = here.folder("V01") / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert look(here, "html", "pdf") == (work, ("html",) if work is Work.EXPORT else ("html", "pdf"), (reason,))


def test_a_summary_of_another_village_is_not_usable(here: Round) -> None:
    (here.folder("V01") / "summary.json").write_bytes((here.folder("V02") / "summary.json").read_bytes())
    assert not is_usable(here, "V01")
    assert look(here, "html")[0] is Work.RUN


def test_without_a_record_it_is_run(here: Round) -> None:
    forget(here.project, "r", "internal", "V01")
    assert look(here, "html")[2] == ("没有它的运行记录",)
    (here.folder("V01") / "failure.json").write_text("{}", encoding="utf-8")
    assert look(here, "html")[2] == ("上次没有完成",)
    assert look(Round(here.project, "r", "committee", here.home / "committee"), "html")[2] == ("还没有结果",)


@pytest.mark.parametrize("text", ["", "{", '{"parts": {}}', '{"parts": {}, "files": {}, "version": 99}', "[]"])
def test_a_damaged_record_is_none(here: Round, text: str) -> None:
    (here.project.root / ".yanpan" / "made" / "r" / "internal" / "V01.json").write_text(text, encoding="utf-8")
    assert read_made(here.project, "r", "internal", "V01") is None
    assert look(here, "html")[0] is Work.RUN
