"""Villages of which little was handed in, from raw files through intake and store to all that the notebook shows."""

import re

import pytest

from yanpan.evidence import unfold
from yanpan.report import load_village
from yanpan.schema import BY_NAME

ROUND, VILLAGE = "2023-mid", "V02"
BROKEN = re.compile(r"[，；：、]。|。。|，，|、，|（）|[{}]|\[[^图\]]*\]|\b(?:None|nan)\b|<NA>")
DEEDS = ("产业发展", "项目建设", "创先争优", "共建合作", "闲置资产", "活动", "集体经济", "党建任务")
HEARD = ("谈心谈话", "资料查阅", "平时掌握", "问卷调查表", "民主测评票", "问题建议")


@pytest.fixture
def told(hand_in, shown):
    """`told(change)`: everything that V02's notebook shows after the change of its hand-in."""

    def tell(change):
        report = load_village(VILLAGE, ROUND, project=hand_in(change))
        text = shown(report, "village.ipynb")
        for line in text.split("\n"):
            assert not BROKEN.search(line), line
        return text

    return tell


def without(tables, *names):
    """Drop the village's rows of these tables, and what its problems say rests on them."""
    for name in names:
        key = next(column.zh for column in BY_NAME[name].columns if column.key == "village")
        before = dict(enumerate(tables[name], start=2))
        gone = {str(number) for number, row in before.items() if row[key] == VILLAGE}
        ids = {str(row.get(BY_NAME[name].columns[0].zh)) for row in before.values() if row[key] == VILLAGE}
        moved = {str(number): str(place) for place, number in enumerate((n for n in before if str(n) not in gone), 2)}
        tables[name] = [row for row in tables[name] if row[key] != VILLAGE]
        for problem in tables["问题清单"]:
            problem["证据"] = "、".join(_kept(str(problem["证据"]), name, gone | ids, moved)) or "职数#2"


def _kept(evidence, name, gone, moved):
    for part in evidence.split("、"):
        table, _, place = part.partition("#")
        if table != name:
            yield part
        elif rest := [moved.get(each, each) for each in unfold(place) if each not in gone]:
            yield f"{table}#{','.join(rest)}"


def test_without_achievements_it_says_that_there_are_none_on_record(told):
    def change(tables):
        without(tables, *DEEDS)
        for row in tables["村社名册"]:
            row |= {"治理模式": "", "网格体系": ""}

    said = told(change)
    assert re.search("台账.{0,12}没有.{0,4}(本村|青山村)", said)
    assert "新登记荣誉" not in said


def test_without_problems_it_says_that_this_must_be_confirmed(told):
    def change(tables):
        tables["整改台账"] = [row for row in tables["整改台账"] if not str(row["问题编号"]).startswith("WT-V02")]
        tables["问题清单"] = [row for row in tables["问题清单"] if row["村"] != VILLAGE]

    said = told(change)
    assert re.search("不等于没有问题|须由工作组确认|须确认是没有问题", said)
    assert "没有登记需要整改的问题" in said or "没有青山村的条目" in said or "没有为青山村登记问题" in said


def test_one_source_alone_bears_no_judgement(told):
    def change(tables):
        without(tables, *HEARD)
        tables["票表回收"] = [
            row for row in tables["票表回收"] if row["村"] != VILLAGE or row["表种"] == "满意度测评表"
        ]

    said = told(change)
    assert "可用的来源不足两个，不作互证" in said
    assert "没有谈心谈话记录" in said
    assert not re.search("讲政治|大局观念|政治上过硬", said)


def test_a_single_form_is_told_and_nothing_is_made_of_it(told):
    def change(tables):
        own = [row for row in tables["满意度测评表"] if row["村"] == VILLAGE]
        tables["满意度测评表"] = [row for row in tables["满意度测评表"] if row["村"] != VILLAGE or row is own[0]]
        for row in tables["票表回收"]:
            if (row["村"], row["表种"]) == (VILLAGE, "满意度测评表"):
                row |= {"收回": 1, "有效": 1, "无效": 0}

    said = told(change)
    assert "表态1份" in said
    assert "不列" not in said.partition("满意度测评分项结果")[0]
    assert "档次是否稳定不作判断" in said


def test_without_a_round_before_nothing_is_said_of_one(told):
    assert "上一轮" not in told(lambda tables: None)
