"""Material that is thin or absent goes through intake, store and the notebooks' faces: a reason, never not-a-number."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.intake import read_round
from yanpan.report import load_method, load_village
from yanpan.sample.layout import headings
from yanpan.sample.write import plain_tables
from yanpan.schema.values import SATISFACTION_ITEMS

ROOT = Path(__file__).parents[3]
ROUND = "2023-mid"
BROKEN = re.compile(r"(?i)\bnan\b|\bnone\b|\binf\b|<NA>|0\.0%（0份）")


@pytest.fixture(scope="module")
def typed():
    return plain_tables(2)


@pytest.fixture
def hand_in(typed, tmp_path):
    """A project whose hand-in is the sample's first two villages after `change`, each table one csv file."""

    def make(change):
        tables = {name: [dict(row) for row in rows] for name, rows in typed.items()}
        change(tables)
        for part in ("params", "notebooks"):
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        project = Project(tmp_path)
        project.raw(ROUND).mkdir(parents=True)
        for name, rows in tables.items():
            write(project.raw(ROUND) / f"{name}.csv", headings(name), rows)
        assert [str(fault) for fault in read_round(project, ROUND).faults] == []
        return project

    return make


def write(path, names, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def shown(report, notebook):
    """Everything that the notebook's cells show, as text."""
    cells = json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"][2:]
    return "\n".join(eval(source, {"report": report}).plain() for source in sources)


def village(project, name="V02"):
    return shown(load_village(name, ROUND, project=project), "village.ipynb")


def method(project):
    return shown(load_method(ROUND, project=project), "method.ipynb")


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
def test_thin_material_gets_a_named_reason_and_no_broken_number(change, reasons, hand_in):
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
