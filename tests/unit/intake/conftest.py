"""A small, wholly consistent hand-in of two villages, to be broken in one place at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from yanpan.config.paths import Project
from yanpan.intake import Fault, Intake, read_round
from yanpan.schema import BY_NAME
from yanpan.schema.values import INSTRUMENTS, SATISFACTION_ITEMS

ROUND = "2023-mid"
TOWNSHIP = """
名称: 届中分析
届别: 2021年换届至2026年届满
本届起: 2021-01-01
本届止: 2025-12-31
截止日: 2023-04-20
依据: 要求
方案: 方案
镇名: 青禾镇
镇定位: 中心镇
"""
Row = dict[str, object]


def consistent_tables() -> dict[str, list[Row]]:
    """Rows by Chinese table name and heading."""
    both = ("V01", "V02")
    return {
        "村社名册": [roster("V01", "河口社区", "社区", "河口、河口居委"), roster("V02", "青山村", "村", "青山")],
        "工作组": [group(1, "V01"), group(2, "V02")],
        "会议": [meeting(village) for village in both],
        "票表回收": [returns(village, form) for village in both for form in INSTRUMENTS],
        "满意度测评表": [satisfaction(village, number) for village in both for number in (1, 2)],
        "班子成员": [member(village) for village in both],
        "职数": [{"村": v, "职位": "书记", "核定职数": 1, "在岗数": 1, "空缺数": 0, "空缺起始": ""} for v in both],
        "民主测评票": [ballot(village) for village in both],
        "摸底反馈": [precheck(village) for village in both],
        "创先争优": [honour()],
        "产业发展": [industry("V01", "1500余"), industry("V02", "0.15万亩")],
        "共建合作": [joint("V01", "V02"), joint("V02", "V01")],
        "问题清单": [problem("V01")],
        "资料查阅": [check("V01", "2022"), check("V02", "2022年第二季度")],
    }


def roster(village: str, name: str, kind: str, aliases: str) -> Row:
    numbers = {"户数": 300, "人口": 900, "党员数": 40, "村民代表数": 20, "村民小组数": 5}
    rest = {"下设支部数": "", "合并前村": "", "网格体系": "", "治理模式": "", "公开代号": f"{village}代号"}
    return {"编号": village, "名称": name, "类型": kind, "别名": aliases, **numbers, "党组织形式": "党支部", **rest}


def group(number: int, village: str) -> Row:
    people = {"组长": "甲", "组长身份": "包片领导", "成员": "乙、丙", "成员身份": "驻村干部"}
    return {"组号": number, **people, "主责村": village, "互查村": "", "首次进村日期": "2023.3.6"}


def meeting(village: str) -> Row:
    return {
        "会议编号": f"HY-{village}",
        "村": village,
        "类型": "党员群众代表会议",
        "日期": "2023年3月7日",
        "应到": 40,
        "实到": 36,
        "参与身份": "党员、村民代表",
    }


def returns(village: str, form: str) -> Row:
    counts = {"发出": 2, "收回": 2, "有效": 2, "无效": 0}
    return {"村": village, "会议编号": f"HY-{village}", "表种": form, **counts}


def satisfaction(village: str, number: int) -> Row:
    items = [*SATISFACTION_ITEMS.values(), "总体评价"]
    return {"村": village, "份号": f"{number:03d}", "身份": "党员", **dict.fromkeys(items, "满意"), "意见": ""}


def member(village: str) -> Row:
    return {
        "成员编号": f"{village}-M01",
        "村": village,
        "姓名": "甲某",
        "性别": "男",
        "出生年月": "1975.06",
        "政治面貌": "中共党员",
        "学历": "大专",
        "职务": "书记",
        "一肩挑": "是",
        "常职": "√",
        "在任": "是",
        "任职日期": "2021-01-15",
        "学历提升": "无",
        "分工": "全面工作",
    }


def ballot(village: str) -> Row:
    votes = {"好": 1, "正常": 1, "较差": 0, "弃权": 0}
    return {"村": village, "对象类型": "班子", "对象": "班子", "项目": "总体", **votes}


def precheck(village: str) -> Row:
    return {
        "对象类型": "成员",
        "村": village,
        "对象": f"{village}-M01",
        "牵头部门": "镇党群办",
        "部门": "镇纪委",
        "事项": "廉洁自律",
        "结论": "无反映",
        "回复日期": "2023-02-20",
        "反馈日期": "2023-02-24",
    }


def honour() -> Row:
    years = {"授予年": 2022, "考核期": "2019－2021年度"}
    return {"村": "青山", "名称": "文明村", "级别": "市级", "授予单位": "市", **years}


def industry(village: str, area: str) -> Row:
    return {
        "村": village,
        "产业": "冷竹笋",
        "品类": "竹笋",
        "面积亩": area,
        "性质": "新增",
        "年度": 2022,
        "级别": "",
        "品牌": "",
        "品牌注册": "",
        "集体收益万元": "120000元",
        "产业环节": "",
        "说明": "",
    }


def joint(village: str, partner: str) -> Row:
    rest = {"内容": "气调库", "状态": "建成", "本方年收益万元": 3}
    return {"类型": "跨村联建", "项目号": "GJ-01", "本方村": village, "对方": partner, **rest}


def problem(village: str) -> Row:
    code = {"问题编号": f"WT-{village}-01", "村": village, "主题": "产业", "复核主题": ""}
    return {**code, "表述要点": "竹笋", "证据": "会议#HY-V01、资料查阅#2", "严重程度": "一般"}


def check(village: str, period: str) -> Row:
    counts = {"应有": 4, "实有": 4, "质量": "规范", "批评与自我批评": "不适用", "复查结果": "", "问题": ""}
    return {"村": village, "事项": "党课", "期间": period, **counts}


@dataclass
class HandIn:
    """A hand-in in the making. `tables` are written as csv; `files` holds what is written as it is."""

    root: Path
    tables: dict[str, list[Row]] = field(default_factory=consistent_tables)

    @property
    def project(self) -> Project:
        return Project(self.root)

    @property
    def folder(self) -> Path:
        return self.project.raw(ROUND)

    def write(self) -> None:
        for name, rows in self.tables.items():
            self.csv(f"{name}.csv", [list(rows[0]), *(list(row.values()) for row in rows)])

    def csv(self, file: str, rows: list[list[object]], *, encoding: str = "utf-8") -> None:
        with (self.folder / file).open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle).writerows(rows)

    def workbook(self, file: str, fill: Callable[[openpyxl.Workbook], None]) -> None:
        book = openpyxl.Workbook()
        fill(book)
        book.save(self.folder / file)

    def read(self) -> Intake:
        self.write()
        return read_round(self.project, ROUND)

    def faults(self) -> list[Fault]:
        return list(self.read().faults)


@pytest.fixture
def hand_in(tmp_path: Path) -> HandIn:
    made = HandIn(tmp_path)
    made.folder.mkdir(parents=True)
    params = made.project.round_params(ROUND)
    params.mkdir(parents=True)
    (params / "township.yml").write_text(TOWNSHIP, encoding="utf-8")
    assert set(made.tables) <= set(BY_NAME)
    return made
