"""Why a result is stale is said in sentences that name rows, settings, cells and versions."""

from __future__ import annotations

import json

import pytest

from yanpan.keys.contents import cells, settings
from yanpan.keys.reasons import DONE, township_reasons, village_reasons
from yanpan.keys.rows import changed_rows

FORMS = "满意度测评表"


def rows(*hashes: str, start: int = 2) -> list[list[object]]:
    """Rows one below the other."""
    return [[row, value] for row, value in enumerate(hashes, start=start)]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (rows("a", "b", "c", "d"), []),
        (rows("a", "x", "c", "y"), [f"{FORMS} 第 3、5 行已变"]),
        (rows("a", "b", "c", "d", "e"), [f"{FORMS} 新增第 6 行"]),
        (rows("a", "b", "c"), [f"{FORMS} 原第 5 行已删去"]),
        (rows("a", "n", "b", "c", "d"), [f"{FORMS} 新增第 3 行，第 4–6 行位置移动"]),
        (rows("a", "b", "c", "d", start=3), [f"{FORMS} 第 3–6 行位置移动"]),
        ([], [f"{FORMS} 原第 2–5 行已删去"]),
    ],
)
def test_rows_are_named_as_the_spreadsheet_numbers_them(new: list[list[object]], said: list[str]) -> None:
    old = {FORMS: {"甲.xlsx/一": rows("a", "b", "c", "d")}}
    assert changed_rows(old, {FORMS: {"甲.xlsx/一": new}} if new else {}) == said


def test_the_sheet_is_named_where_there_are_several() -> None:
    old = {FORMS: {"甲.xlsx/一": rows("a"), "乙.csv": rows("b")}}
    new = {FORMS: {"甲.xlsx/一": rows("a"), "乙.csv": rows("c")}}
    assert changed_rows(old, new) == [f"{FORMS}（乙.csv） 第 2 行已变"]


PHRASES = "固定词: [两委]\n短语:\n  班子.总评: 甲\n  班子.政治: 乙\n"


def phrases(text: str) -> dict[str, object]:
    """Parts with this phrase file alone."""
    return {"params/phrases.yml": settings(text.encode())}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PHRASES + "# 说明\n", []),
        (PHRASES.replace("甲", "丙"), ["短语 班子.总评 已改"]),
        (PHRASES.replace("甲", "丙").replace("乙", "丁"), ["短语 班子.总评、班子.政治 已改"]),
        (PHRASES + "  班子.履职: 戊\n", ["短语 班子.履职 已改"]),
        ("短语:\n  班子.政治: 乙\n  班子.总评: 甲\n固定词: [两委]\n", ["phrases.yml 里的次序已改"]),
    ],
)
def test_phrases_are_named_and_comments_do_not_count(text: str, said: list[str]) -> None:
    assert village_reasons(phrases(PHRASES), phrases(text), {}, {}) == said


def test_a_setting_of_the_policy_is_named_two_levels_deep() -> None:
    old = {"params/policy.yml": settings("档次分界: {好: 80, 正常: 60}\n指标:\n  - {名称: 党建, 权重: 1}\n".encode())}
    new = {"params/policy.yml": settings("档次分界: {好: 85, 正常: 60}\n指标:\n  - {名称: 党建, 权重: 2}\n".encode())}
    assert village_reasons(old, new, {}, {}) == ["policy.yml 已变：档次分界→好、指标→党建"]


def test_a_file_that_is_no_yaml_counts_as_a_whole() -> None:
    assert settings(b"a: [") != settings(b"b: [")
    assert settings(b"") == {}


def test_own_remarks_come_and_go() -> None:
    own = {"params/villages/V03.yml": settings("批注: []".encode())}
    assert village_reasons({}, own, {}, {}) == ["新增了 villages/V03.yml"]
    assert village_reasons(own, {}, {}, {}) == ["villages/V03.yml 已删去"]


def notebook(*sources: str) -> bytes:
    """A notebook with a parameters cell and these."""
    tagged = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "village = 'V01'"}
    return json.dumps(
        {"cells": [tagged, *({"cell_type": "code", "metadata": {}, "source": s} for s in sources)]}
    ).encode()


def test_changed_cells_are_numbered() -> None:
    old, new = ({"notebook": cells(notebook("a", each, "c"))} for each in "bx")
    assert village_reasons(old, new, {}, {}) == ["village.ipynb 已改：第 2 格（参数格不计）"]
    longer = {"notebook": cells(notebook("a", "b", "c", "d"))}
    assert village_reasons(old, longer, {}, {}) == ["village.ipynb 已改：由 3 格变为 4 格"]


def test_versions_names_and_shown_township_figures_are_told_with_both_values() -> None:
    old = {
        "libraries": {"pandas": "3.1.1"},
        "names": [["V01", "青山村"]],
        "compared": {"satisfaction": {"value": 0.9}, "domains": {"廉洁": 71.0}, "satisfaction_items": {}},
    }
    new = {
        "libraries": {"pandas": "3.2.0"},
        "names": [["V01", "青峰村"]],
        "compared": {"satisfaction": {"value": 0.89}, "domains": {"廉洁": 72.0}, "satisfaction_items": {}},
    }
    assert village_reasons(old, new, {}, {}) == [
        "全镇对照值已变：全镇满意率 90% → 89%、问卷·廉洁 71 → 72",
        "村社名册已变：V01 青山村 → 青峰村",
        "程序库的版本已变：pandas 3.1.1 → 3.2.0",
    ]


def test_the_township_names_villages_and_tables() -> None:
    old = {"villages": {"V01": f"{DONE}a", "V02": f"{DONE}b"}, "tables": {"satisfaction_forms": "1", "raw": "1"}}
    new = {"villages": {"V01": f"{DONE}c", "V02": "none "}, "tables": {"satisfaction_forms": "2", "raw": "2"}}
    assert township_reasons(old, new, {"V01": "河口社区", "V02": "青山村"}) == [
        "河口社区 的结果有更新",
        "青山村 的结果过期或没有完成",
        f"{FORMS} 有改动",
    ]
