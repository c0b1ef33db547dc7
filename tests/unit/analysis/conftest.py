"""Small hand-made townships for the analysis: a table is given as rows, columns that are not named stay blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from yanpan.config.policy import Policy, load_policy
from yanpan.config.township import RoundConfig
from yanpan.schema import TABLES, Kind

ROOT = Path(__file__).resolve().parents[3]
DTYPES = {Kind.INT: "Int64", Kind.YEAR: "Int64", Kind.BOOL: "boolean", Kind.NUMBER: "float64", Kind.QUANTITY: "float64"}


def tidy(key: str, rows: list[dict]) -> pd.DataFrame:
    table = TABLES[key]
    named = [
        {"source_file": f"{table.zh}.xlsx", "source_sheet": "", "source_row": i + 2, **row}
        for i, row in enumerate(rows)
    ]
    frame = pd.DataFrame(named, columns=list(table.tidy_columns), dtype=object)
    dtypes = {column.key: DTYPES.get(column.kind, "object") for column in table.columns}
    return frame.astype(dtypes | {"source_row": "int64"})


def make_tables(**given: list[dict]) -> dict[str, pd.DataFrame]:
    filled = {"villages": [{"village": "V01", "name": "甲村", "kind": "村", "households": 400}], **given}
    return {key: tidy(key, filled.get(key, [])) for key in TABLES}


@pytest.fixture(scope="session")
def tables() -> Callable[..., dict[str, pd.DataFrame]]:
    return make_tables


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(ROOT / "params")


@pytest.fixture(scope="session")
def round_config() -> RoundConfig:
    return RoundConfig(
        name="届中分析",
        term="本届",
        term_start=dt.date(2021, 1, 1),
        term_end=dt.date(2025, 12, 31),
        as_of=dt.date(2023, 4, 20),
        basis="要求",
        plan="方案",
        township="某镇",
        goal="中心镇",
    )


def forms_of(
    *, satisfied: int = 0, mostly: int = 0, dissatisfied: int = 0, unknown: int = 0, village: str = "V01"
) -> list[dict]:
    answers = ["满意"] * satisfied + ["基本满意"] * mostly + ["不满意"] * dissatisfied + ["不了解"] * unknown
    items = ("attitude", "method", "efficiency", "teamwork", "service", "fairness", "results", "industry", "overall")
    return [
        {"village": village, "form": f"{i:03d}", "identity": "党员", **dict.fromkeys(items, answer)}
        for i, answer in enumerate(answers)
    ]


def questionnaires_of(n: int, answer: int = 5, village: str = "V01", **more) -> list[dict]:
    base = {f"q{i}": answer for i in range(1, 16)}
    return [{"village": village, "form": f"{i:03d}", "channel": "纸质", **base, **more} for i in range(n)]


def excellent_of(village: str = "V01") -> dict[str, list[dict]]:
    """A village that has the best of everything."""
    from yanpan.schema.values import DIMENSIONS, DOCUMENT_ITEMS

    talk = {
        "village": village,
        "date": "2023-03-01",
        "target": "班子",
        **dict.fromkeys(("thought", "duty", "integrity", "public"), "好"),
    }
    return {
        "meetings": [{"meeting": f"HY-{village}", "village": village, "expected": 60, "present": 55}],
        "form_returns": [
            {
                "village": village,
                "meeting": f"HY-{village}",
                "instrument": name,
                "issued": 50,
                "returned": 50,
                "valid": 50,
                "invalid": 0,
            }
            for name in ("问卷调查表", "满意度测评表", "民主测评票")
        ],
        "satisfaction_forms": forms_of(satisfied=50, village=village),
        "questionnaires": questionnaires_of(30, village=village),
        "ballot_tallies": [
            {
                "village": village,
                "target_kind": "班子",
                "target": "班子",
                "item": "总体",
                "good": 50,
                "normal": 0,
                "poor": 0,
                "abstain": 0,
            }
        ],
        "talks": [{**talk, "talk": f"{village}-{i}"} for i in range(4)],
        "routine_records": [
            {"village": village, "date": "2023-01-01", "dimension": each, "leaning": "好"}
            for each in DIMENSIONS
            for _ in range(2)
        ],
        "document_checks": [
            {
                "village": village,
                "item": item,
                "period": "2022",
                "due": 4,
                "found": 4,
                "quality": "规范",
                "criticism": "不适用",
            }
            for item in DOCUMENT_ITEMS
        ],
        "party_tasks": [{"village": village, "kind": "书记项目", "year": 2023, "completion": "好"}],
        "inspections": [{"village": village, "month": "2023-01", "item": "环境", "result": "达标", "deduction": 0}],
        "collective_income": [{"village": village, "year": 2022, "net": 20, "sources": 4}],
        "positions": [{"village": village, "post": "村主任", "approved": 5, "filled": 5, "vacant": 0}],
        "reserves": [
            {"code": f"{village}-H{i}", "village": village, "maturity": "成熟", "mentor": "某人"} for i in range(2)
        ],
        "members": [
            {
                "member": f"{village}-M01",
                "village": village,
                "name": "张某",
                "posts": "书记",
                "education": "大专",
                "serving": True,
                "born": "1980-01",
            }
        ],
    }


@pytest.fixture(scope="session")
def forms():
    return forms_of


@pytest.fixture(scope="session")
def questionnaires():
    return questionnaires_of


@pytest.fixture(scope="session")
def excellent():
    return excellent_of
