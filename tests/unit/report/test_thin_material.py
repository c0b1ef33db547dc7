"""Material that is thin or absent goes through intake, store and the notebooks' faces: a reason, never not-a-number."""

import re

import pytest
import yaml

from yanpan.errors import UserError
from yanpan.report import load_method, load_village
from yanpan.schema.values import SATISFACTION_ITEMS

ROUND = "2023-mid"
BROKEN = re.compile(r"(?i)\bnan\b|\bnone\b|\binf\b|<NA>|0\.0%（0份）")


@pytest.fixture
def village(shown):
    return lambda project, name="V02": shown(load_village(name, ROUND, project=project), "village.ipynb")


@pytest.fixture
def method(shown):
    return lambda project: shown(load_method(ROUND, project=project), "method.ipynb")


def no_ballots(tables):
    for name in ("满意度测评表", "民主测评票"):
        tables[name] = []
    tables["票表回收"] = [row for row in tables["票表回收"] if row["表种"] == "问卷调查表"]


def three_forms(tables):
    own = [row for row in tables["满意度测评表"] if row["村"] == "V02"][:3]
    tables["满意度测评表"] = [*(row for row in tables["满意度测评表"] if row["村"] == "V01"), *own]
    for row in tables["票表回收"]:
        if (row["村"], row["表种"]) == ("V02", "满意度测评表"):
            row |= {"收回": 3, "有效": 3, "无效": 0}


def all_unknown(tables):
    for row in tables["满意度测评表"]:
        if row["村"] == "V02":
            row |= dict.fromkeys([*SATISFACTION_ITEMS.values(), "总体评价"], "不了解")
    counted = sum(row["村"] == "V02" for row in tables["满意度测评表"])
    for row in tables["票表回收"]:
        if (row["村"], row["表种"]) == ("V02", "满意度测评表"):
            row |= {"收回": counted, "有效": counted, "无效": 0}


def no_income(tables):
    for row in tables["集体经济"]:
        row |= {"净收益万元": None}


CASES = {
    "no ballots": (
        no_ballots,
        (
            "没有可用的满意度测评表，群众满意率无从得出",
            "没有班子民主测评的计票",
            "没有满意度测评表的回收登记",
            "“群众满意率”未计入综合得分：没有表态的满意度测评票",
            "没有表态的满意度测评表，档次是否稳定不作判断",
        ),
    ),
    "three forms": (
        three_forms,
        (
            "表态3份",
            "满意度测评表回收率5.8%，低于三分之二，这一结果慎用",
            "表态的满意度测评表只有3份，不足10份，档次是否稳定不作判断",
            "“群众满意率”未计入综合得分：表态的满意度测评票只有3份，不足10份",
        ),
    ),
    "all 不了解": (
        all_unknown,
        ("满意度测评表的总体评价都选了“不了解”，满意率无从计算", "没有表态的满意度测评票"),
    ),
    "an indicator missing for all": (no_income, ("“集体经济净收益”未计入综合得分：没有净收益数据",)),
}


@pytest.mark.parametrize(("change", "reasons"), CASES.values(), ids=CASES)
def test_thin_material_gets_a_named_reason_and_no_broken_number(change, reasons, hand_in, village, method):
    project = hand_in(change)
    text = village(project)
    assert [reason for reason in reasons if reason not in text] == []
    assert BROKEN.findall(text) == []
    assert "镇内其他村（社区）合计" not in text or change is no_income
    whole = method(project)
    assert BROKEN.findall(whole) == []
    assert re.search("方法说明与核算|综合得分与建议档次", whole)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda policy: policy["指标"][0].update({"权重": 10}), "各指标权重合计须为 100，现为 101"),
        (lambda policy: policy["档次分界"].update({"好": 50}), "“好”的分界须高于“正常”的分界"),
    ],
    ids=["weights that do not add up", "cuts out of order"],
)
def test_a_policy_that_does_not_hold_together_stops_every_face(change, told, own_project):
    path = own_project.params / "policy.yml"
    policy = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(policy)
    path.write_text(yaml.safe_dump(policy, allow_unicode=True), encoding="utf-8")
    for face in (
        lambda: load_village("V03", ROUND, project=own_project),
        lambda: load_method(ROUND, project=own_project),
    ):
        with pytest.raises(UserError, match=told):
            face()
