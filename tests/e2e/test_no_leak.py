"""No file of the internal edition holds a named member's grade, vote, talk or precheck, nor any respondent's words."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pypdfium2
import pytest

from yanpan.config.masks import load_masks
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.editions.dictionary import mask_of
from yanpan.editions.texts import pieces
from yanpan.schema import TABLES, Kind, Level

ROUND = "2023-mid"

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


ADVERSE = "有结论性问题"
"""What only a single precheck would say; planted in the copy that the editions below are made from."""


def plant(path: Path) -> None:
    """Make the first reply on a member an adverse one."""
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "无反映")
    cell.value = ADVERSE
    book.save(path)


@pytest.fixture(scope="module")
def other_editions(finished_round, yanpan, tmp_path_factory) -> Project:
    """A copy of the round with the public edition of all villages and the committee's of one."""
    root = tmp_path_factory.mktemp("editions") / "project"
    shutil.copytree(finished_round.project.root, root, ignore=shutil.ignore_patterns("outputs"))
    project = Project(root)
    plant(project.raw(ROUND) / "摸底反馈.xlsx")
    for arguments in (["public"], ["committee", "--only", "V03"]):
        done = yanpan(project, "run", "--round", ROUND, "--edition", *arguments)
        assert done.code == 0, done.err
    yield project
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def public(other_editions: Project) -> dict[str, str]:
    """Texts and attributes of every file of the public edition, by its place."""
    home = other_editions.outputs(ROUND) / "public"
    files = [path for path in home.rglob("*") if path.is_file()]
    told = {path: "\n".join(piece.text for piece in pieces(path)) for path in files}
    return {path.relative_to(home).as_posix(): text for path, text in told.items()}


def test_the_public_edition_is_the_townships_report_in_every_format(public: dict[str, str]) -> None:
    names = ("docx", "html", "ipynb", "pdf")
    assert sorted(public) == [*(f"township/report.{name}" for name in names), "township/summary.json"]
    assert all("甲村" in text for text in public.values())


def test_no_name_of_the_dictionary_stands_in_the_public_edition(public, other_editions, sample_tables) -> None:
    masks, config = load_masks(other_editions.params), load_round(other_editions.round_params(ROUND))
    words = mask_of(sample_tables, config, masks).words
    assert len(words) > 100
    found = {(name, word) for name, text in public.items() for word in words if word in re.sub(r"\s", "", text)}
    assert found == set()


def test_nothing_above_its_level_stands_in_the_public_edition(public, sample_tables) -> None:
    ids = set(sample_tables["members"][TABLES["members"].id_column]) | set(sample_tables["talks"]["talk"])
    for name, text in public.items():
        assert not ids & set(WORD.findall(text)), name
        assert not [words for words in own_words(sample_tables) if words in text], name
        assert ADVERSE not in text, name
        assert not re.search("建议班子档次|综合得分[0-9]|得票|“好”[0-9]+票", text), name


def test_the_public_edition_quotes_no_row_and_names_no_file(public, other_editions) -> None:
    home = other_editions.outputs(ROUND) / "public"
    for name, text in public.items():
        assert not re.search(r"[\u4e00-\u9fff]\.(?:xlsx|csv)|满意度测评表@", text), name
    summary = json.loads((home / "township" / "summary.json").read_text(encoding="utf-8"))
    assert summary["rows"] == summary["problems"] == summary["warnings"] == []
    assert not [fact["key"] for fact in summary["facts"] if fact["sources"]]
    assert {fact["level"] for fact in summary["facts"]} == {1}


def test_prechecks_stand_in_no_file_of_the_committees_edition_but_the_sealed_slip(
    other_editions, sample_tables
) -> None:
    home = other_editions.outputs(ROUND) / "committee"
    files = [path for path in home.rglob("*") if path.is_file() and path.parent.name != "sealed"]
    assert len(files) > 8
    assert ADVERSE in (home / "sealed" / "摸底密件.txt").read_text(encoding="utf-8")
    for path in files:
        text = "\n".join(piece.text for piece in pieces(path))
        assert ADVERSE not in text, path.name
    for path in home.rglob("summary.json"):
        rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
        assert not {row["table"] for row in rows if row["cells"]} & {"prechecks", "sanctions"}


def test_with_stars_no_two_things_look_alike_and_unsigned_it_is_not_released(other_editions, yanpan, tmp_path) -> None:
    root = tmp_path / "stars"
    shutil.copytree(other_editions.root, root, ignore=shutil.ignore_patterns("outputs", ".yanpan"))
    project = Project(root)
    masks = project.params / "masks.yml"
    masks.write_text(masks.read_text(encoding="utf-8").replace("样式: 代号", "样式: 星号", 1), encoding="utf-8")
    done = yanpan(project, "run", "--edition", "public", "--format", "html")
    assert done.code == 0, done.err
    report = project.outputs(ROUND) / "public" / "township" / "report.html"
    text = text_of(report)
    assert {f"{stem}*村" for stem in "乙丙丁戊己庚辛壬"} <= set(re.findall(r"[甲乙丙丁戊己庚辛壬癸]\*村", text))
    assert not re.search(r"(?<![甲乙丙丁戊己庚辛壬癸])\*(?:村|路)(?!（社区）)", text)
    assert "（见附件" not in text
    assert "公开版不列此项" not in text
    refused = yanpan(project, "release", "--edition", "public")
    assert refused.code == 1
    assert "校核人还没有签批" in refused.err
    assert "V01 河口社区班子：还没有定档" in refused.err


def test_a_planted_name_keeps_the_public_edition_from_being_written(other_editions, yanpan) -> None:
    place = other_editions.outputs(ROUND) / "public"
    before = {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    notebook = other_editions.notebooks / "township.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace("先列全镇合计", "河口社区在三凤路，先列全镇合计", 1), encoding="utf-8")
    again = yanpan(other_editions, "run", "--round", ROUND, "--edition", "public", "--format", "html")
    notebook.write_text(text, encoding="utf-8")
    assert again.code == 1
    assert "公开版没有写出" in again.err
    assert "词典里的名称“河口社区”｜report.html" in again.err
    assert "三凤路" in again.err
    assert {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_the_command_scans_what_is_to_be_handed_out(other_editions, yanpan, tmp_path) -> None:
    assert yanpan(other_editions, "scan").code == 0
    (tmp_path / "信.txt").write_text("河口社区的电话13800000000", encoding="utf-8")
    found = yanpan(other_editions, "scan", str(tmp_path / "信.txt"))
    assert found.code == 1
    assert "河口社区" in found.out
    assert "13800000000" not in found.out
    assert "手机号（内容不回显）" in found.out
