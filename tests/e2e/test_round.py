"""The main job: one command from the raw hand-in to every report, recorded and linked."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

VILLAGES = tuple(f"V{number:02}" for number in range(1, 10))
FILES = ["report.docx", "report.html", "report.ipynb", "report.pdf", "summary.json"]


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_every_village_and_the_township_have_every_file(finished_round) -> None:
    beside = ["index.html", "intake.html", "intake.json", "params.json", "run.json"]
    assert names(finished_round.home) == [*beside, "township", "villages"]
    assert {village: names(finished_round.village(village)) for village in VILLAGES} == dict.fromkeys(VILLAGES, FILES)
    assert names(finished_round.township) == [*FILES, "整改台账.xlsx"]


def test_record_tells_versions_inputs_times_and_no_failure(finished_round) -> None:
    record = json.loads((finished_round.home / "run.json").read_text(encoding="utf-8"))
    assert record["failures"] == []
    assert record["stale"] == []
    assert [village["owner"] for village in record["villages"]] == list(VILLAGES)
    assert all(village["ok"] and village["seconds"] > 0 for village in record["villages"])
    assert {"python", "pandas", "papermill", "typst"} <= set(record["versions"])
    assert all(len(value) == 64 for value in record["inputs"].values())
    assert record["started"] < record["finished"]


def test_suggested_grades_are_those_of_the_source(finished_round) -> None:
    record = json.loads((finished_round.home / "run.json").read_text(encoding="utf-8"))
    good = {village["owner"] for village in record["villages"] if village["grade"] == "好"}
    assert good == {"V01", "V03", "V05"}
    assert {village["grade"] for village in record["villages"]} == {"好", "正常"}


def test_terminal_shows_a_table_and_where_to_look(finished_round) -> None:
    assert "V09 竹溪村" in finished_round.out
    assert finished_round.out.endswith("总目录：outputs/2023-mid/index.html\n")
    assert "河口社区：运行笔记本" in finished_round.err


def test_township_page_keeps_its_size_budget(finished_round) -> None:
    assert (finished_round.township / "report.html").stat().st_size < 1_500_000


def test_index_links_files_that_exist(finished_round) -> None:
    root = html.parse(str(finished_round.home / "index.html"))
    files = [link for link in root.xpath("//a/@href") if not link.startswith("#")]
    assert len(files) == 9 * 4 + 6
    assert all((finished_round.home / Path(_unquoted(link))).is_file() for link in files)
    assert len(root.xpath("//table[@id='rows']/tbody/tr")) == 9


def _unquoted(link: str) -> str:
    from urllib.parse import unquote

    return unquote(link)
