from pathlib import Path

import pandas as pd
import pytest

from yanpan.analysis import analyse_village
from yanpan.analysis.benchmarks import as_village_shows, benchmarks
from yanpan.config.phrases import load_phrases
from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.findings.catalogue import CODES
from yanpan.findings.village.collect import village_findings
from yanpan.intake.tidy import dtypes, empty_frame
from yanpan.schema import TABLES, Kind

PARAMS = Path(__file__).parents[3] / "params"
ROSTER = {
    "village": "V03",
    "name": "新桥村",
    "kind": "村",
    "households": 400,
    "population": 1200,
    "party_members": 50,
    "delegates": 40,
    "groups": 7,
    "party_org": "党支部",
    "public_code": "丙村",
}


def table(key, rows):
    """Tidy frame of the rows, absent columns empty; each row stands in one file, numbered from 4."""
    spec = TABLES[key]
    if not rows:
        return empty_frame(spec)
    full = []
    for number, row in enumerate(rows, start=4):
        cells = dict.fromkeys(spec.tidy_columns)
        cells |= {"source_file": f"{spec.zh}.xlsx", "source_sheet": "表", "source_row": number}
        if spec.village_column:
            cells[spec.village_column] = "V03"
        for column in spec.columns:
            if column.kind is Kind.QUANTITY and row.get(column.key) is not None:
                cells[f"{column.key}_bound"] = "="
        full.append({**cells, **row})
    return pd.DataFrame(full, columns=list(spec.tidy_columns)).astype(dtypes(spec))


@pytest.fixture(scope="session")
def policy():
    return load_policy(PARAMS)


@pytest.fixture(scope="session")
def phrases():
    return load_phrases(PARAMS / "phrases.yml", CODES)


@pytest.fixture(scope="session")
def make_village(policy):
    """Findings of a village of which only the given rows are known."""

    def make(roster=None, names=None, **rows):
        given = {"villages": [{**ROSTER, **(roster or {})}], **rows}
        tables = {key: table(key, given.get(key, [])) for key in TABLES}
        config = load_round(PARAMS / "2023-mid")
        analysis = analyse_village(tables, policy, round_config=config)
        return village_findings(
            tables,
            analysis,
            policy=policy,
            round_config=config,
            benchmarks=as_village_shows(benchmarks(tables, policy, round_config=config), analysis.village),
            names=names or {"V01": "河口社区", "V03": "新桥村", "V07": "长坪村"},
        )

    return make
