"""Every fact of the source report stands in the township report at its place and opens on rows of the raw file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from yanpan.facts import TOWNSHIP

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "facts_expected.csv"
CHAPTERS = {"一、": "一", "二、": "二", "三、": "三", "四、": "四"}
LEDGER_HEAD = 3


def expected() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def page(finished_round):
    return html.parse(str(finished_round.township / "report.html"))


@pytest.fixture(scope="module")
def evidence(page):
    return json.loads(page.xpath("//script[@type='application/json']")[0].text)


def blocks(page) -> Iterator[tuple[str, str, object]]:
    """Blocks of the body with their chapter (题, 序, 一 … 四) and owner."""
    chapter = "题"
    for element in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::p or self::table or self::figure]"):
        if element.tag == "h2":
            chapter = CHAPTERS.get(element.text_content()[:2], "附")
        yield chapter, element.get("data-village", ""), element
        chapter = "序" if chapter == "题" else chapter


@pytest.fixture(scope="module")
def places(page):
    """Elements by chapter and owner."""
    found: dict[tuple[str, str], list] = {}
    for chapter, owner, element in blocks(page):
        found.setdefault((chapter, owner), []).append(element)
    return found


def absent_from(text: str, row: dict[str, str]) -> list[str]:
    return [f"{row['id']} {words}" for words in row["texts"].split("|") if words not in text]


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["id"])
def test_a_fact_stands_under_its_owner(places, row):
    text = "".join(element.text_content() for element in places.get((row["chapter"], row["owner"]), ()))
    assert absent_from(text, row) == []


@pytest.mark.parametrize("chapter", ["一", "二", "三", "四"])
def test_every_printed_fact_has_its_evidence(places, evidence, chapter):
    elements = [element for (where, _), found in places.items() if where == chapter for element in found]
    keys = {key for element in elements for key in element.xpath(".//@data-fact")}
    assert keys
    assert keys <= set(evidence["facts"])


def test_a_villages_section_prints_its_own_facts_only(places):
    for (chapter, owner), elements in places.items():
        if chapter in ("二", "三") and owner not in ("", TOWNSHIP):
            keys = {key for element in elements for key in element.xpath(".//@data-fact")}
            assert not [key for key in keys if not key.startswith((f"{owner}.", f"{TOWNSHIP}.村名"))]


def raw_rows(folder: Path, file: str, sheet: str) -> list[list[str]]:
    """Rows of a raw file as the spreadsheet numbers them, cells as text."""
    return list(_raw_rows(folder, file, sheet))


@lru_cache(maxsize=128)
def _raw_rows(folder: Path, file: str, sheet: str) -> tuple[list[str], ...]:
    path = folder / file
    if path.suffix == ".csv":
        data = path.read_bytes()
        text = data.decode("utf-8-sig") if _is_utf8(data) else data.decode("gb18030")
        return tuple(csv.reader(text.splitlines()))
    grid = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return tuple([_cell(value) for value in row] for row in grid)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def unfolded(rows: list[int | list[int]]) -> Iterator[int]:
    """Row numbers of a reference, runs written out."""
    for part in rows:
        yield from range(part[0], part[1] + 1) if isinstance(part, list) else (part,)


def test_every_reference_names_rows_of_a_raw_file(evidence, finished_round):
    folder = finished_round.project.raw("2023-mid")
    lost = []
    for key, fact in evidence["facts"].items():
        for source in (evidence["sources"][place] for place in fact.get("sources", ())):
            _, file, sheet = source["sheet"].split("|")
            rows = raw_rows(folder, file, sheet)
            lost += [
                f"{key} {source['name']}" for n in unfolded(source["rows"]) if n > len(rows) or not any(rows[n - 1])
            ]
    assert lost == []


def test_embedded_rows_are_those_of_the_raw_file(evidence, finished_round):
    folder = finished_round.project.raw("2023-mid")
    for place, sheet in evidence["sheets"].items():
        _, file, name = place.split("|")
        rows = raw_rows(folder, file, name)
        for number, cells in sheet["rows"].items():
            written = "\n".join(rows[int(number) - 1])
            assert [cell for cell in cells if cell and cell not in written] == [], (place, number)


def test_what_is_above_the_edition_shows_no_content(evidence):
    closed = {"prechecks", "talks", "questionnaires", "satisfaction_forms", "ballot_tallies", "members", "sanctions"}
    assert not [place for place in evidence["sheets"] if place.split("|")[0] in closed]


def test_figures_in_prose_all_rest_on_facts(places):
    """A digit outside a fact is a typed figure (the prose of chapters one to four, tables apart)."""
    for (chapter, owner), elements in places.items():
        if chapter in ("一", "二", "三", "四") and owner:
            for element in elements:
                if element.tag == "p" and "note" not in (element.get("class") or ""):
                    bare = "".join(element.xpath(".//text()[not(ancestor::*[@data-fact])]"))
                    assert not re.search(r"[0-9０-９]", bare), bare


def test_the_ledger_holds_every_problem(finished_round):
    sheet = load_workbook(finished_round.township / "整改台账.xlsx")["整改台账"]
    codes = [row[0] for row in sheet.iter_rows(min_row=LEDGER_HEAD + 1, values_only=True)]
    assert len(codes) == 50
    assert len(set(codes)) == 50
