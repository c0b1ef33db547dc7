"""Facts held against raw rows that are read anew."""

from __future__ import annotations

import pytest

from yanpan.evidence import SourceRef
from yanpan.facts import Fact
from yanpan.verify.rawfiles import RawFolder, held_against

FILE = "项目建设.csv"
ROWS = "村,名称,数量,单位\n新桥村,太阳能路灯,３８,盏\n禅林村,路灯,17,盏\n,,,\n"


@pytest.fixture
def raw(tmp_path):
    (tmp_path / FILE).write_bytes(ROWS.encode("gb18030"))
    return RawFolder(tmp_path)


def fact(value, *rows, method="照录", file=FILE):
    ref = SourceRef(table="projects", file=file, rows=rows)
    return Fact(
        key="V03.灯", owner="V03", label="灯", text=f"{value}盏", value=value, unit="盏", method=method, sources=(ref,)
    )


def reasons(raw, *facts):
    return [found.reason for found in held_against(facts, raw, "V03")[1]]


def test_a_copied_figure_stands_in_its_row(raw):
    assert held_against([fact(38, 2)], raw, "V03") == (1, [])


def test_a_figure_that_its_row_does_not_hold(raw):
    assert reasons(raw, fact(83, 2)) == ["项目建设@项目建设.csv|2 里没有 83"]


def test_a_part_of_a_figure_is_not_the_figure(raw):
    assert reasons(raw, fact(3, 2)) != []


def test_a_count_is_the_number_of_its_rows(raw):
    assert reasons(raw, fact(2, 2, 3, method="按行计数")) == []
    assert reasons(raw, fact(3, 2, 3, method="按行计数")) == ["依据是 2 行，报告写 3"]


@pytest.mark.parametrize("row", [4, 99])
def test_a_row_that_is_empty_or_absent(raw, row):
    assert reasons(raw, fact(38, row)) == [f"项目建设.csv 第 {row} 行不存在或是空行"]


def test_a_file_that_is_gone(raw):
    assert reasons(raw, fact(38, 2, file="没有.xlsx")) == ["原始材料里没有文件 没有.xlsx"]


FORMS = "村,份号,总体评价\n新桥村,1,满意\n新桥村,2,基本满意\n新桥村,3,不满意\n新桥村,4,不了解\n"


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [("66.7%", 2 / 3, True), ("75.0%", 0.75, False), ("60%以上", None, True), ("70%以上", None, False)],
)
def test_a_share_is_counted_anew(tmp_path, text, value, fits):
    (tmp_path / "满意度测评表.csv").write_text(FORMS, encoding="utf-8")
    ref = SourceRef(table="satisfaction_forms", file="满意度测评表.csv", rows=(2, 3, 4, 5))
    method = "满意与基本满意占表态票的比例，不了解不计入"
    share = Fact(
        key="V03.测评.满意率", owner="V03", label="率", text=text, value=value, n=3, method=method, sources=(ref,)
    )
    checked, faults = held_against([share], RawFolder(tmp_path), "V03")
    assert checked == 1
    assert (faults == []) is fits
