"""A township of two villages, written by hand; every figure in the tests is reckoned from these rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.results import PrecheckResult, Rate
from yanpan.config.phrases import load_phrases
from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.document import Block, Paragraph, Run
from yanpan.facts import Fact
from yanpan.findings.catalogue import CODES
from yanpan.findings.township.data import Place, TownshipData
from yanpan.intake.raw_rows import empty_raw
from yanpan.intake.tidy import empty_frame
from yanpan.report.township import TownshipReport
from yanpan.report.township_loading import LoadedTownship
from yanpan.schema import TABLES
from yanpan.schema.values import Grade
from yanpan.store import RawRows
from yanpan.summary import Problem, VillageSummary

ROOT = Path(__file__).resolve().parents[3]
PLACES = (Place("V01", "河口社区", "社区"), Place("V02", "青山村", "村"), Place("V03", "新桥村", "村"))


def rows(table: str, *records: dict[str, Any]) -> pd.DataFrame:
    """Records as a tidy frame, source columns filled in from row 4 on."""
    empty = empty_frame(TABLES[table])
    if not records:
        return empty
    full = [
        {"source_file": f"{TABLES[table].zh}.xlsx", "source_sheet": "Sheet1", "source_row": number, **record}
        for number, record in enumerate(records, start=4)
    ]
    return pd.DataFrame(full).reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


@pytest.fixture
def make_rows() -> Callable[..., pd.DataFrame]:
    return rows


def road(code: str, village: str, name: str, amount: float) -> dict[str, Any]:
    return {
        "project": code,
        "village": village,
        "name": f"{name}路基扩面",
        "kind": "道路",
        "road": name,
        "amount": amount,
        "amount_bound": "=",
        "unit": "公里",
    }


def area(village: str, category: str, kind: str, mu: float, bound: str = ">=") -> dict[str, Any]:
    return {
        "village": village,
        "industry": category,
        "category": category,
        "area": mu,
        "area_bound": bound,
        "area_kind": kind,
    }


@pytest.fixture
def frames() -> dict[str, pd.DataFrame]:
    """Tables of three villages; those not named are empty."""
    made = {key: empty_frame(table) for key, table in TABLES.items()}
    made["villages"] = rows("villages", *({"village": p.id, "name": p.name, "kind": p.kind} for p in PLACES))
    made["work_groups"] = rows(
        "work_groups",
        *(
            {
                "group": str(n),
                "leader_role": "包片领导",
                "member_roles": "驻村干部",
                "village": place.id,
                "first_visit": "2023-03-06",
            }
            for n, place in enumerate(PLACES, start=1)
        ),
    )
    made["projects"] = rows(
        "projects",
        road("A", "V01", "双龙路", 3),
        road("B", "V02", "双龙路", 10.3),
        road("C", "V03", "双龙路", 1.7),
        road("D", "V01", "青云路", 8),
        {
            "project": "E",
            "village": "V01",
            "kind": "路灯",
            "name": "路灯",
            "amount": 38,
            "amount_bound": "=",
            "unit": "盏",
        },
        {
            "project": "F",
            "village": "V03",
            "kind": "路灯",
            "name": "路灯",
            "amount": 17,
            "amount_bound": "=",
            "unit": "盏",
        },
    )
    made["industries"] = rows(
        "industries",
        area("V01", "中药材", "新增", 1400),
        area("V02", "中药材", "新增", 2400),
        area("V03", "中药材", "改种", 1000),
        area("V01", "竹笋", "新增", 1500),
        area("V02", "竹笋", "新增", 800),
        area("V03", "雷竹", "抚育补植", 200, "="),
        area("V01", "竹笋", "基地目标", 10000, "~"),
    )
    made["form_returns"] = rows(
        "form_returns",
        *(
            {
                "village": v,
                "instrument": "问卷调查表",
                "issued": 105,
                "returned": 103,
                "valid": valid,
                "invalid": 103 - valid,
            }
            for v, valid in (("V01", 102), ("V02", 101), ("V03", 102))
        ),
        *(
            {
                "village": v,
                "instrument": "满意度测评表",
                "issued": 160,
                "returned": 156,
                "valid": valid,
                "invalid": 156 - valid,
            }
            for v, valid in (("V01", 154), ("V02", 154), ("V03", 155))
        ),
    )
    made["problems"] = rows(
        "problems",
        *(
            {"problem": f"WT-{v}-{n}", "village": v, "themes": theme, "gist": f"{theme}方面有差距", "severity": "一般"}
            for n, (v, theme) in enumerate(
                [
                    ("V01", "集体经济"),
                    ("V02", "集体经济"),
                    ("V03", "集体经济"),
                    ("V02", "人居环境"),
                    ("V03", "后备与空缺"),
                ]
            )
        ),
    )
    return made


def summary(place: Place, *, grade: str = "正常", inputs: str = "key", round_id: str = "2023-mid") -> VillageSummary:
    """A village's hand-over, its paragraphs resting on one fact."""
    v = place.id
    fact = Fact(key=f"{v}.档次.建议", owner=v, label="班子建议档次", text=grade, value=grade)
    line = Paragraph(
        id=f"{v}-成绩-甲", owner=v, runs=(Run(text=f"{place.name}班子运行情况"), Run(text=grade, fact=fact.key))
    )
    trouble = Paragraph(id=f"{v}-问题-甲", owner=v, runs=(Run(text=f"{place.name}集体经济来源较少。"),))
    return VillageSummary(
        round=round_id,
        edition="internal",
        owner=v,
        title=f"{place.name}报告",
        as_of="2023-04-20",
        inputs=inputs,
        facts=(fact,),
        rows=(),
        name=place.name,
        village_kind=place.kind,
        grade=grade,
        firm=True,
        achievements=(line,),
        problems_text=(trouble,),
        problems=(
            Problem(
                problem=f"WT-{v}-1",
                owner=v,
                themes=("集体经济",),
                statement="集体经济来源较少",
                evidence=("集体经济@集体经济.xlsx/Sheet1|4",),
                severity="一般",
                direction="拓宽来源",
                measure="盘活资产",
                person="村书记",
                deadline="2023-09-30",
                status="推进中",
            ),
        ),
        states={"思想动态": "一致", "履职成效": "基本一致", "廉洁自律": "一致", "群众反映": "不足"},
        matrix={},
    )


@pytest.fixture
def make_summary() -> Callable[..., VillageSummary]:
    return summary


@pytest.fixture
def places() -> tuple[Place, ...]:
    return PLACES


def clear(complete: bool = True) -> PrecheckResult:
    missing = () if complete else ("镇派出所 2人次",)
    return PrecheckResult(9, 9 if complete else 7, 9, 9 if complete else 7, missing, complete)


@pytest.fixture
def precheck() -> Callable[..., PrecheckResult]:
    return clear


@pytest.fixture
def make_data(frames: dict[str, pd.DataFrame]) -> Callable[..., TownshipData]:
    """Township data of the three villages; `without` villages have no summary."""

    def build(*, without: tuple[str, ...] = (), missing: tuple[str, ...] = (), **changed: Any) -> TownshipData:
        grades = {"V01": "好", "V02": "正常", "V03": "正常"}
        return TownshipData(
            **{
                "config": load_round(ROOT / "params" / "2023-mid"),
                "policy": load_policy(ROOT / "params"),
                "tables": frames,
                "places": PLACES,
                "summaries": {p.id: summary(p, grade=grades[p.id]) for p in PLACES if p.id not in without},
                "prechecks": {p.id: clear() for p in PLACES},
                "member_grades": {Grade.GOOD: 7, Grade.NORMAL: 8},
                "missing": missing,
                **changed,
            }
        )

    return build


@pytest.fixture
def make_report(make_data: Callable[..., TownshipData]) -> Callable[..., TownshipReport]:
    """The report over `make_data`."""
    book = load_phrases(ROOT / "params" / "phrases.yml", CODES)

    def build(**settings: Any) -> TownshipReport:
        data = make_data(**settings)
        unfinished = {place.id: "第 3 格出错" for place in data.unfinished}
        raw = RawRows(empty_raw())
        nobody = Rate(0, 0, None, None, None)
        figures = Benchmarks(3, Rate(93, 100, 0.93, 0.90, 0.95), {"attitude": nobody}, {}, {}, None)
        return TownshipReport(LoadedTownship("2023-mid", "internal", data, book, figures, raw, "key", unfinished))

    return build


@pytest.fixture
def show() -> Callable[[TownshipReport], dict[str, Block]]:
    """Every part of a report by the name of its method, in the notebook's order."""

    def call(report: TownshipReport) -> dict[str, Block]:
        notebook = json.loads((ROOT / "notebooks" / "township.ipynb").read_text(encoding="utf-8"))
        sources = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
        names = [match[1] for source in sources if (match := re.search(r"report\.(\w+)\(\)", source))]
        return {name: getattr(report, name)() for name in names}

    return call
