"""What stands against handing out a round's reports: villages without a sound result that nobody has acknowledged."""

from __future__ import annotations

from collections.abc import Sequence

from yanpan.batch.freshness import Round, Work, township_state, village_state
from yanpan.batch.plan import choose_edition, choose_villages, home_of
from yanpan.config.paths import Project


def release_faults(
    project: Project, round_id: str, *, edition: str = "internal", accept_missing: Sequence[str] = ()
) -> tuple[str, ...]:
    """One Chinese sentence per village that is unfinished or stale and not acknowledged, and for a stale township.

    `accept_missing`: villages by id or name, commas allowed; UserError for an unknown one. Empty: may be released. An
    acknowledged village stands in the township's report as 未完成. The store must be current (`ensure_store`).
    """
    here = Round(project, round_id, choose_edition(edition), home_of(project, round_id, edition))
    accepted = set(choose_villages(accept_missing, here.names)) if accept_missing else set()
    states = [village_state(here, village, ()) for village in here.names]
    missing = [state for state in states if state.work is not Work.NOTHING and state.owner not in accepted]
    faults = [
        f"{state.owner} {state.name} 未完成或已过期（{'；'.join(state.reasons)}）；"
        f"确认缺这个村也要发出的，加 --accept-missing {state.owner}。"
        for state in missing
    ]
    township = township_state(here, "全镇", ())
    if township.work is not Work.NOTHING:
        faults.append(f"全镇报告须重做（{'；'.join(township.reasons)}）；请先运行 yanpan run。")
    return tuple(faults)
