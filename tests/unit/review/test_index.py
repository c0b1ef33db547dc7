"""The index page links every report, shows what failed and why, and is inert: no script, no outside address."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from yanpan.batch.plan import Plan, make_plan
from yanpan.config.paths import Project
from yanpan.config.township import RoundConfig
from yanpan.facts import Fact
from yanpan.review import condition
from yanpan.review.beside import links_beside
from yanpan.review.index import Page, read_page, render
from yanpan.review.side_by_side import side, side_by_side
from yanpan.summary import Notice, TownshipSummary, VillageSummary

NAMES = {"V01": "河口社区", "V02": "青山村", "V03": "新桥村", "V04": "石龙村"}
MANIFEST = SimpleNamespace(
    villages=[SimpleNamespace(id=village, name=name) for village, name in NAMES.items()],
    missing=("石龙村没有交满意度测评表",),
    warnings=("W02 资料属于上届｜文件 资料查阅.xlsx", "W08 勾了两项｜第 3 行“总体评价”｜原值“满意、不满意”｜按缺失计"),
)
CONFIG = RoundConfig.model_validate(
    {
        "名称": "届中分析",
        "届别": "一届",
        "本届起": "2021-01-01",
        "本届止": "2025-12-31",
        "截止日": "2023-04-20",
        "依据": "要求",
        "方案": "方案",
        "镇名": "青禾镇",
        "镇定位": "中心镇",
    }
)
COMMON = {"round": "r", "edition": "internal", "title": "t", "as_of": "2023-04-20", "inputs": "x", "rows": ()}


def summary(village: str, **changes: object) -> VillageSummary:
    """A village's summary with one fact and one notice."""
    values = {
        **COMMON,
        "owner": village,
        "name": NAMES[village],
        "village_kind": "村",
        "grade": "好",
        "firm": False,
        "facts": (Fact(key=f"{village}.满意率", owner=village, label="满意率", text="92.2%", name="满意率"),),
        "warnings": (Notice(code="R01", owner=village, message="<script>alert(1)</script>"),),
        **dict.fromkeys(("achievements", "problems_text", "problems"), ()),
        **{key: {} for key in ("states", "matrix")},
    }
    return VillageSummary.model_validate(values | changes)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """V01 done, V02 stale, V03 failed, V04 never run; the township knows that three are unfinished."""
    plan = make_plan(Project(tmp_path), "r", names=NAMES, township="青禾镇")
    for task in plan.villages[:2]:
        task.folder.mkdir(parents=True)
        (task.folder / "summary.json").write_text(summary(task.owner).model_dump_json(), encoding="utf-8")
        for form in ("ipynb", "docx", "pdf", "html"):
            (task.folder / f"report.{form}").touch()
    failed = plan.villages[2].folder
    failed.mkdir()
    reason = {"message": "KeyError：'<b>列</b>'", "cell": "In [5]（“x”）"}
    (failed / "failure.json").write_text(json.dumps(reason), encoding="utf-8")
    (failed / "report.failed.ipynb").touch()
    township = TownshipSummary.model_validate(
        {
            **COMMON,
            "owner": "镇",
            "facts": (),
            "villages": tuple(NAMES),
            "unfinished": ("V02",),
            "releasable": False,
            "warnings": (Notice(code="R01", owner="V01", message="甲"), Notice(code="R05", owner="镇", message="乙")),
        }
    )
    plan.township.folder.mkdir()
    (plan.township.folder / "summary.json").write_text(township.model_dump_json(), encoding="utf-8")
    (plan.township.folder / "整改台账.xlsx").touch()
    return plan


@pytest.fixture
def page(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """What is read of these folders."""
    monkeypatch.setattr(condition, "is_fresh", lambda project, plan, village: village == "V01")
    monkeypatch.setattr(condition, "township_faults", lambda here: ())
    return read_page(Project(tmp_path), plan, MANIFEST, CONFIG)  # type: ignore[arg-type]


def test_states_and_figures_of_villages_in_roster_order(page: Page) -> None:
    assert [(row.id, row.state) for row in page.rows] == [
        ("V01", "done"),
        ("V02", "stale"),
        ("V03", "failed"),
        ("V04", "absent"),
    ]
    first = page.rows[0]
    assert (first.grade, first.firmness, first.decided, first.satisfaction) == ("好", "不稳", "—", "92.2%")
    assert page.done == 1
    assert page.township.remark == "不能对外使用：V02未完成"
    assert [notice.message for notice in page.township.notices] == ["乙"]


def test_a_township_report_that_fits_no_more_says_why(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condition, "is_fresh", lambda project, plan, village: True)
    monkeypatch.setattr(condition, "township_faults", lambda here: ("青山村 的结果有更新", "township.ipynb 已改"))
    page = read_page(Project(tmp_path), plan, MANIFEST, CONFIG)  # type: ignore[arg-type]
    assert page.township.state == "stale"
    assert (
        "未完成：结果已经过期（青山村 的结果有更新；township.ipynb 已改）"
        in html.fromstring(render(page)).text_content()
    )


def test_every_report_is_linked_in_reading_order(page: Page) -> None:
    links = [(link.href, link.text) for link in page.rows[0].links]
    assert links == [
        ("villages/V01/report.html", "网页"),
        ("villages/V01/report.pdf", "PDF"),
        ("villages/V01/report.docx", "Word"),
        ("villages/V01/report.ipynb", "笔记本"),
    ]
    assert [link.text for link in page.rows[2].links] == ["没跑完的笔记本"]
    assert page.township.links[0].href == "township/%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6.xlsx"


def test_failing_cell_and_message_stand_on_the_page_as_text(page: Page) -> None:
    root = html.fromstring(render(page))
    text = root.text_content()
    assert "未完成：In [5]（“x”） 出错：KeyError：'<b>列</b>'" in text
    assert "<script>alert(1)</script>" in text
    assert "石龙村没有交满意度测评表" in text
    assert "W02 资料属于上届" in text
    assert "W08 勾了两项｜第 3 行“总体评价”｜按缺失计" in text
    (script,) = root.xpath("//script")
    assert "alert" not in script.text


def test_pages_beside_are_linked_where_they_are(plan: Plan) -> None:
    for place in ("quarterly/2023Q1/report.html", "method/report.html", "committee/index.html"):
        (plan.home / place).parent.mkdir(parents=True)
        (plan.home / place).touch()
    (plan.home / "quarterly" / "2023Q2").mkdir()
    links = [(link.href, link.text) for link in links_beside(plan.home)]
    assert links == [
        ("quarterly/2023Q1/report.html", "2023Q1 季度分析"),
        ("method/report.html", "方法核算"),
        ("committee/index.html", "党委专题会版"),
    ]


def test_two_villages_are_set_side_by_side_by_what_both_have() -> None:
    own = Fact(key="V02.路", owner="V02", label="路", text="3公里", name="路")
    first = summary("V01", states={"思想动态": "一致"}, matrix={"思想动态": {"问卷测评": "好", "谈心谈话": None}})
    second = summary("V02", grade=None)
    second = second.model_copy(update={"facts": (*second.facts, own)})
    told = json.loads(side_by_side([side(first), side(second)]))
    assert told["labels"] == ["满意率"]
    assert told["villages"]["V01"]["states"] == ["一致（问卷测评好）"]
    assert (told["villages"]["V02"]["grade"], told["villages"]["V02"]["figures"]) == ("不能评定", ["92.2%"])
    assert side_by_side([side(first)]) == ""


def test_page_runs_its_own_script_alone_and_is_the_same_each_time(page: Page) -> None:
    text = render(page)
    assert "http:" not in text
    assert "https:" not in text
    policy = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert re.fullmatch(
        "default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'",
        policy,
    )
    assert render(page) == text
