"""Somebody who knows only spreadsheets mends a broken hand-in from the coloured copies alone.

The clerk below sees nothing but the copies: red cells, their comments, the values. What a comment says is done, and
nothing else; the mended copy then takes the file's place, as its last sheet says.
"""

from __future__ import annotations

import re

import openpyxl
import pytest

from yanpan.intake.faults import is_personal
from yanpan.review.intake_page import write_intake
from yanpan.schema.prefilled import MENDING

ROUND = "2023-mid"
RED = "FFFFC7CE"
DELETE = "重复录入的删去一行"
NAMED = (
    r"可选：([^/，\n]+)",
    r"是不是“([^”]+)”",
    r"最接近的是“([^”]+)”",
    r"应是 (V\d\d)",
    r"写成 (20\S+) 的样子",
)
"""How a comment names the value to write."""
FACTS = {"实到": 36, "好": 1, "空缺数": 0}
"""What the clerk knows and no program can: the figures themselves."""


class Clerk:
    """Does what the comments say."""

    def mend(self, path) -> int:
        """Mend the copy; how many cells were red."""
        book = openpyxl.load_workbook(path)
        red = [cell for page in book for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]
        work = [(cell, said) for cell in red for said in re.split(r"\n(?=ERR)", cell.comment.text)]
        for cell, said in sorted(work, key=lambda item: (DELETE in item[1], -item[0].row)):
            self.follow(cell, said)
        book.save(path)
        return len(red)

    def follow(self, cell, said: str) -> None:
        page = cell.parent
        if found := next(filter(None, (re.search(pattern, said) for pattern in NAMED)), None):
            cell.value = found[1]
        elif found := re.search(r"明细相加是 (\d+)", said):
            cell.value = int(found[1])
        elif found := re.search(r"(\d+) ＋ \D*(\d+) 应等于", said):
            cell.value = int(found[1]) + int(found[2])
        elif "单位应是" in said or "不小于 0" in said:
            cell.value = re.sub(r"[^\d.]", "", str(cell.value))
        elif "请删去这一列" in said:
            page.delete_cols(cell.column)
        elif DELETE in said:
            page.delete_rows(cell.row)
        elif "请删去号码" in said:
            pass  # the copy has it blank already
        elif "要一个" in said or "必填" in said:
            cell.value = FACTS[page.cell(1, cell.column).value]
        else:
            pytest.fail(f"a comment that says nothing to do: {said}")


def write_over(hand_in, table, column, value, row=0):
    hand_in.tables[table][row][column] = value


def rename(hand_in, table, old, new):
    hand_in.tables[table] = [
        {new if heading == old else heading: cell for heading, cell in row.items()} for row in hand_in.tables[table]
    ]


def test_a_hand_in_broken_in_sixteen_ways_is_mended_from_the_copies_alone(hand_in):
    write_over(hand_in, "满意度测评表", "总体评价", "还行")
    write_over(hand_in, "满意度测评表", "身份", "", row=1)
    write_over(hand_in, "满意度测评表", "意见", "我的电话13800000000", row=2)
    write_over(hand_in, "会议", "日期", "3/7/23")
    write_over(hand_in, "会议", "实到", "三十几")
    write_over(hand_in, "会议", "类型", "大会", row=1)
    write_over(hand_in, "产业发展", "面积亩", "1500公里")
    write_over(hand_in, "产业发展", "面积亩", "-800", row=1)
    write_over(hand_in, "产业发展", "性质", "", row=1)
    write_over(hand_in, "问题清单", "村", "河口社囗")
    write_over(hand_in, "票表回收", "收回", 9)
    write_over(hand_in, "班子成员", "常职", "大概")
    write_over(hand_in, "民主测评票", "好", "一票半")
    hand_in.tables["会议"].append(dict(hand_in.tables["会议"][1]))
    for row in hand_in.tables["摸底反馈"]:
        row["详情"] = ""
    rename(hand_in, "创先争优", "授予单位", "授奖单位")
    rows = hand_in.tables.pop("职数")

    def posts(book):
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.active.append(row)
        book.active["E2"] = "=C2-D2"
        book.active.append(["合计", "", 5, 2, 0, ""])

    hand_in.workbook("职数.xlsx", posts)
    rounds, red = 0, 0
    intake = hand_in.read()
    before = len(intake.faults)
    while intake.faults:
        rounds += 1
        assert rounds < 4, intake.faults
        _, copies = write_intake(hand_in.project, ROUND, intake)
        red += sum(map(Clerk().mend, copies))
        for copy in copies:
            hand_in.tables.pop(copy.stem, None)
            (hand_in.folder / f"{copy.stem}.csv").unlink(missing_ok=True)
            (hand_in.folder / copy.name).write_bytes(copy.read_bytes())
        intake = hand_in.read()
    assert intake.warnings == ()
    assert before >= 16
    assert red >= before
    assert MENDING not in set(intake.raw["sheet"])
    assert len(intake.tables["satisfaction_forms"]) == 4
    assert not any(
        is_personal(str(cell)) for frame in intake.tables.values() for row in frame.to_numpy() for cell in row
    )
