"""What a quarter's report is made from: the round's tables, policy, phrases and rows."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan import store
from yanpan.analysis.quarters import Quarter, parse_quarter
from yanpan.config.paths import Project, find_project
from yanpan.config.phrases import PhraseBook, load_phrases
from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.errors import UserError
from yanpan.findings.catalogue import CODES
from yanpan.findings.quarter.data import QuarterData
from yanpan.findings.township.data import Place, TownshipData
from yanpan.keys.inputs import quarter_inputs_of
from yanpan.prepare import ensure_store
from yanpan.report.faces import LEVELS, checked_edition
from yanpan.summary import Edition

_FAR = 20
"""Years around the closing day beyond which a quarter is taken for a slip of the pen."""


@dataclass(frozen=True)
class LoadedQuarter:
    """Everything behind a quarter's report."""

    round_id: str
    edition: Edition
    data: QuarterData
    phrases: PhraseBook
    raw: store.RawRows
    inputs: str


def load(round_id: str, quarter: str, *, edition: str, project: Project | None = None) -> LoadedQuarter:
    """The quarter's material, the store brought up to date first. UserError for unknown names or quarters."""
    home, chosen = project or find_project(), checked_edition(edition, without="public")
    asked = parse_quarter(quarter)
    manifest = ensure_store(home, round_id)
    config = load_round(home.round_params(round_id))
    check_year(asked, config.as_of.year)
    piece = store.load_township(home, round_id)
    township = TownshipData(
        config=config,
        policy=load_policy(home.params),
        tables=piece.tables,
        places=tuple(Place(each.id, each.name, each.kind) for each in manifest.villages),
        summaries={},
        prechecks={},
        missing=tuple(manifest.missing),
    )
    return LoadedQuarter(
        round_id=round_id,
        edition=chosen,
        data=QuarterData(asked, township, LEVELS[chosen]),
        phrases=load_phrases(home.params / "phrases.yml", CODES),
        raw=piece.raw,
        inputs=quarter_inputs_of(home, round_id, edition=chosen),
    )


def check_year(quarter: Quarter, year: int) -> None:
    """UserError where the quarter lies far from the round's closing day."""
    if abs(quarter.year - year) > _FAR:
        raise UserError(f"季度 {quarter} 离批次的截止日（{year}年）太远，请核对年份。")
