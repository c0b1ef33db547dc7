"""Simulated records: document checks, and what the township notes of a village through the year."""

from __future__ import annotations

import random

from yanpan.sample.model import Row, Standing, weighted
from yanpan.schema.values import DIMENSIONS

DOCUMENTS = {  # item: (due in 2022, due in the first quarter of 2023)
    "党员大会": (4, 1),
    "支委会": (12, 3),
    "党小组会": (12, 3),
    "党课": (4, 1),
    "主题党日": (12, 3),
    "组织生活会": (1, 0),
    "民主评议党员": (1, 0),
    "发展党员": (1, 0),
    "双诺双评": (1, 1),
    "四议两公开": (4, 1),
    "三务公开": (12, 3),
    "三资台账": (12, 3),
    "网格台账": (12, 3),
    "信访调解": (4, 1),
    "安全": (12, 3),
}
SELF_CRITICISM = ("组织生活会", "民主评议党员")
SPECIAL_DOCUMENTS: dict[tuple[str, str], tuple[str, float, str, str]] = {
    # (village, item): symbol, share found, quality, issue
    ("V03", "发展党员"): ("loose3", 1.0, "不规范", "政审材料缺审核签字"),
    ("V08", "党员大会"): ("life8a", 0.5, "不规范", "缺两次，签到不全"),
    ("V08", "主题党日"): ("life8b", 0.58, "不规范", "缺五次，记录照抄"),
    ("V08", "党课"): ("", 0.5, "不规范", "缺两次"),
    ("V08", "双诺双评"): ("", 1.0, "不规范", "只有承诺没有评议"),
    ("V08", "网格台账"): ("", 0.6, "不规范", "走访记录断档"),
}
ROUTINE: dict[str, dict[str, tuple[str, ...]]] = {  # village: {dimension: leanings}; others follow the standing
    "V01": {"思想动态": ("正常", "好", "好")},
    "V04": {"群众反映": ("较差", "较差", "正常")},
    "V07": {"群众反映": ("较差", "正常", "正常")},
    "V08": {"思想动态": ("好", "好", "好")},
    "V09": {"廉洁自律": ()},
}
ROUTINE_SYMBOL = {("V01", "思想动态"): "lead1", ("V04", "群众反映"): "govern4", ("V07", "群众反映"): "govern7"}
GISTS = {  # (dimension, leaning): what the record notes
    ("思想动态", "好"): ("理论学习带头发言", "重大部署传达及时", "党员大会组织有序"),
    ("思想动态", "正常"): ("学习笔记偏简", "集中学习按期开展", "个别成员发言不多"),
    ("思想动态", "较差"): ("学习计划落后一个月", "会前准备不足", "传达上级会议不及时"),
    ("履职成效", "好"): ("交办事项提前办结", "值班值守到位", "项目进度快于计划"),
    ("履职成效", "正常"): ("台账补报一次", "进度与计划持平", "包组走访次数达到要求"),
    ("履职成效", "较差"): ("整改回复超期", "报表错漏，退回一次", "任务分工不清"),
    ("廉洁自律", "好"): ("财务公示按月上墙", "补助名单张榜无异议", "工程比价记录齐全"),
    ("廉洁自律", "正常"): ("报账凭证补签一次", "公示栏更换稍迟", "接待登记完整"),
    ("廉洁自律", "较差"): ("公示晚了半个月", "比价单少一份", "印章登记漏记"),
    ("群众反映", "好"): ("来访当天答复", "邻里纠纷调解成功", "回访群众评价高"),
    ("群众反映", "正常"): ("诉求按期答复", "热线转办一件，已办结", "群众反映平稳"),
    ("群众反映", "较差"): ("同一诉求两次来访", "院坝会到场人少", "群众议事积极性低"),
}


def documents(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Fifteen items for 2022 and the first quarter of 2023; V08 also an item of the previous term."""
    rows = []
    for item, dues in DOCUMENTS.items():
        for period, due in zip(("2022", "2023-Q1"), dues, strict=True):
            if due:
                rows.append(_document(village, item, period, due, standing, rng))
    if village == "V08":
        old = _document(village, "组织生活会", "2020", 1, standing, rng)
        rows.append(
            old | {"@": "life2020", "实有": 1, "质量": "不规范", "批评与自我批评": "无", "问题": "记录只有半页"}
        )
    return rows


def _document(village: str, item: str, period: str, due: int, standing: Standing, rng: random.Random) -> Row:
    special = SPECIAL_DOCUMENTS.get((village, item)) if period == "2022" else None
    missing = sum(rng.random() > 0.4 + 0.6 * standing.order for _ in range(due))
    regular = rng.random() < standing.order
    row: Row = {
        "村": village,
        "事项": item,
        "期间": period,
        "应有": due,
        "实有": due - missing,
        "质量": "规范" if regular else rng.choice(("基本规范", "基本规范", "不规范")),
        "批评与自我批评": "有" if item in SELF_CRITICISM else "不适用",
        "复查结果": None,
        "问题": None if regular and not missing else "有缺项，记录不完整",
    }
    if row["实有"] == 0:
        row |= {"质量": "缺失", "批评与自我批评": "无" if item in SELF_CRITICISM else "不适用"}
    if special is not None:
        symbol, share, quality, issue = special
        row |= {"@": symbol or None, "实有": round(due * share), "质量": quality, "问题": issue}
    if row["问题"]:
        row["复查结果"] = "已补齐" if row["质量"] in ("规范", "基本规范") else "未补齐"
    return row


def routine(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Two or three routine records a dimension."""
    rows: list[Row] = []
    for dimension in DIMENSIONS:
        drawn = tuple(weighted(rng, {"好": standing.good, "正常": 1 - standing.good, "较差": 0.02}) for _ in range(3))
        for i, leaning in enumerate(ROUTINE.get(village, {}).get(dimension, drawn)):
            rows.append(
                {
                    "@": ROUTINE_SYMBOL.get((village, dimension)) if i == 0 else None,
                    "村": village,
                    "日期": f"2022-{rng.randint(3, 12):02d}-{rng.randint(1, 28):02d}",
                    "来源": rng.choice(("驻村", "督查", "信访", "业务科室")),
                    "维度": dimension,
                    "倾向": leaning,
                    "摘要": GISTS[dimension, leaning][i % 3],
                }
            )
    return rows
