"""No file of the internal edition holds a named member's grade, vote, talk or precheck, nor any respondent's words."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest

from yanpan.schema import TABLES, Kind, Level

GRADES = re.compile("好|正常|较差|称职|票|谈话|摸底|得分")
WORD = re.compile("[A-Za-z0-9-]+")
PIECE = re.compile(r'[。；\n<>"]+|\\\\[nt]')
PICTURE = re.compile("base64,[A-Za-z0-9+/=]+")
SHORTEST = 6
"""Characters from which a respondent's words are their own and not a stock answer."""


def text_of(path: Path) -> str:
    """All text in a file, escapes undone."""
    data = path.read_bytes()
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return html.unescape(re.sub("<[^>]+>", "", "\n".join(parts)))
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return "".join(page.get_textpage().get_text_range().replace("\r\n", "") for page in pdf)
    text = html.unescape(PICTURE.sub("", data.decode("utf-8")))
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.fixture(scope="module")
def texts(finished_round) -> dict[str, str]:
    """Every output file's text, by its place."""
    files = (path for path in finished_round.home.rglob("*") if path.is_file())
    return {path.relative_to(finished_round.home).as_posix(): text_of(path) for path in files}


def own_words(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Free text of L3 and L4 columns that stands in no column of a lower level."""
    texts = {Level.L2: set(), Level.L3: set()}
    for key, table in TABLES.items():
        for column in table.columns:
            if column.kind in {Kind.TEXT, Kind.LIST} and column.key in tables[key]:
                place = texts[Level.L3 if table.level_of(column.key) > Level.L2 else Level.L2]
                place.update(str(value) for value in tables[key][column.key].dropna())
    common = "\n".join(texts[Level.L2])
    return (words for words in sorted(texts[Level.L3]) if len(words) >= SHORTEST and words not in common)


def test_sample_has_words_to_look_for(sample_tables) -> None:
    assert len(list(own_words(sample_tables))) > 50


def test_no_respondents_words_stand_in_any_file(texts, sample_tables) -> None:
    found = {(name, words) for words in own_words(sample_tables) for name, text in texts.items() if words in text}
    assert found == set()


def test_no_member_id_stands_in_any_file(texts, sample_tables) -> None:
    ids = set(sample_tables["members"][TABLES["members"].id_column])
    assert {name: found for name, text in texts.items() if (found := ids & set(WORD.findall(text)))} == {}


def test_no_members_name_stands_beside_a_grade(texts, sample_tables) -> None:
    names = re.compile("|".join(sorted(set(sample_tables["members"]["name"].dropna()))))
    pieces = {(name, piece) for name, text in texts.items() for piece in PIECE.split(text) if len(piece) < 2000}
    assert {(name, piece) for name, piece in pieces if names.search(piece) and GRADES.search(piece)} == set()


def test_the_search_finds_them_in_the_committees_edition_which_leaves_the_internal_one_alone(
    copied_round, yanpan, sample_tables
) -> None:
    before = (copied_round.home / "index.html").read_bytes()
    again = yanpan(copied_round.project, "run", "--edition", "committee", "--only", "V03", "--format", "html")
    assert again.code == 0, again.err
    text = text_of(again.home / "committee" / "villages" / "V03" / "report.html")
    assert re.search("|".join(sorted(set(sample_tables["members"]["name"].dropna()))), text)
    assert any(words in text for words in own_words(sample_tables))
    assert (again.home / "index.html").read_bytes() == before


def test_no_precheck_row_is_quoted(finished_round) -> None:
    for path in finished_round.home.rglob("summary.json"):
        rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
        assert {row["table"] for row in rows if row["cells"]} & {
            "prechecks",
            "sanctions",
            "ballot_tallies",
            "talks",
        } == set()
