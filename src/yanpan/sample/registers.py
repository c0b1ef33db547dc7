"""Registers: the reported ones as handed on in `reported/*.csv`, plausible ones for further villages."""

from __future__ import annotations

import csv
import random
from importlib import resources

from yanpan.sample.model import Row, Tables, Value

REPORTED_TABLES = (
    "村社名册",
    "产业发展",
    "项目建设",
    "共建合作",
    "集体经济",
    "闲置资产",
    "创先争优",
    "监督处分",
    "党建任务",
    "活动",
    "问题清单",
    "整改台账",
)


def reported(name: str) -> list[Row]:
    """Rows of one reported register; empty cells are None, plain numbers are numbers."""
    source = resources.files("yanpan.sample") / "reported" / f"{name}.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return [{heading: _cell(text) for heading, text in row.items()} for row in rows]


def registers(villages: int, rng: random.Random) -> Tables:
    """The reported registers of up to nine villages and simulated ones for the rest."""
    tables = {name: reported(name) for name in REPORTED_TABLES}
    if villages < len(tables["村社名册"]):
        kept = {row["编号"] for row in tables["村社名册"][:villages]}
        tables = {name: [row for row in rows if _owner(row) in kept] for name, rows in tables.items()}
        tables["共建合作"] = [row for row in tables["共建合作"] if _both_sides(row, kept)]
        tables["整改台账"] = [row for row in reported("整改台账") if str(row["问题编号"])[3:6] in kept]
    for number in range(len(tables["村社名册"]) + 1, villages + 1):
        for name, rows in _simulated(number, villages, rng).items():
            tables[name].extend(rows)
    return tables


def _owner(row: Row) -> object:
    return row.get("编号") if "名称" in row and "公开代号" in row else row.get("村", row.get("本方村"))


def _both_sides(row: Row, kept: set[Value]) -> bool:
    return row["类型"] != "跨村联建" or row["对方"] in kept


def _cell(text: str) -> str | int | float | None:
    if text == "":
        return None
    if text.isdigit() and not (len(text) > 1 and text.startswith("0")):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text


CROPS = (("中药材", "中药材"), ("冷竹笋", "竹笋"), ("柑橘", "柑橘"), ("茶叶", "茶叶"), ("花卉苗木", "花卉苗木"))
_SYLLABLES = (
    "安 柏 长 春 大 东 丰 福 高 和 红 华 金 锦 九 兰 柳 梅 明 南 平 清 泉 荣 三 松 桃 天 万 文 西 香 新 秀 阳 银 玉 云"
)
SYLLABLES = tuple(_SYLLABLES.split())
PLACES = ["坝", "岭", "沟", "湾", "坪", "桥", "林", "塘", "岩", "河"]


STRIDE = 137
"""Has no factor in common with the number of pairs, so that neighbours in number differ in both parts."""


def village_name(number: int) -> str:
    """An invented name, different for every number up to 14 800.

    >>> len({village_name(number) for number in range(14_800)})
    14800
    """
    pairs = len(SYLLABLES) * len(PLACES)
    third, pair = divmod(number, pairs)
    first, second = divmod(pair * STRIDE % pairs, len(PLACES))
    return SYLLABLES[first] + (SYLLABLES[third - 1] if third else "") + PLACES[second] + "村"


def _simulated(number: int, villages: int, rng: random.Random) -> Tables:
    village = f"V{number:0{max(2, len(str(villages)))}d}"
    crop, category = rng.choice(CROPS)
    net = round(rng.uniform(1, 13), 1)
    problem = f"WT-{village}-01"
    return {
        "村社名册": [_roster(village, number, rng)],
        "产业发展": [
            {
                "@": f"crop-{village}",
                "村": village,
                "产业": crop,
                "品类": category,
                "面积亩": f"{rng.randint(2, 20) * 100}余",
                "性质": "新增",
                "年度": 2022,
                "级别": None,
                "品牌": None,
                "品牌注册": None,
                "集体收益万元": round(net / 2, 1),
                "产业环节": "种植",
                "说明": None,
            }
        ],
        "集体经济": [
            {
                "村": village,
                "年度": year,
                "总收入万元": round(net * 2.2, 1),
                "经营性收入万元": round(net * 1.3, 1),
                "净收益万元": net,
                "来源数": rng.randint(1, 4),
                "来源说明": "出租、种植",
                "口径": "净收益",
            }
            for year in (2021, 2022)
        ],
        "党建任务": [
            {
                "村": village,
                "类型": kind,
                "年度": 2022,
                "内容": "年度任务",
                "参与党员数": rng.randint(10, 40),
                "完成情况": rng.choice(("好", "好", "正常")),
            }
            for kind in ("书记项目", "双诺双评", "主题宣讲")
        ],
        "问题清单": [
            {
                "问题编号": problem,
                "村": village,
                "主题": "产业规模",
                "复核主题": "产业规模",
                "表述要点": f"{crop}规模小，没有形成支柱产业",
                "证据": f"产业发展@crop-{village}",
                "严重程度": "一般",
            }
        ],
        "整改台账": [
            {
                "问题编号": problem,
                "整改方向": "扩大产业规模",
                "具体措施": "整理地块，连片发展",
                "责任人": "村主任",
                "完成时限": "2023-12-31",
                "状态": "未启动",
                "回访满意": None,
            }
        ],
    }


def _roster(village: str, number: int, rng: random.Random) -> Row:
    households = rng.randint(380, 900)
    name = village_name(number)
    return {
        "编号": village,
        "名称": name,
        "类型": "村",
        "别名": None,
        "户数": households,
        "人口": round(households * 3.1),
        "党员数": rng.randint(45, 95),
        "村民代表数": rng.randint(33, 45),
        "村民小组数": rng.randint(6, 11),
        "党组织形式": "党支部",
        "下设支部数": None,
        "合并前村": None,
        "网格体系": None,
        "治理模式": None,
        "公开代号": f"村{number}",
    }
