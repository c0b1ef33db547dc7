"""Gates beside the score: what caps a grade, asks for a review, or must be told to the committee."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from yanpan.analysis.ballots import poor_share
from yanpan.analysis.frames import Record, Tables, number, of_village, records, refs, whole
from yanpan.analysis.rates import wilson
from yanpan.analysis.results import BallotResult, Gate, SatisfactionResult, Tally
from yanpan.analysis.satisfaction import dissatisfied
from yanpan.config.policy import Policy
from yanpan.schema.values import Grade, Target


def gates(
    tables: Tables,
    village: str,
    *,
    policy: Policy,
    satisfaction: SatisfactionResult,
    ballot: BallotResult,
    as_of: dt.date,
) -> tuple[Gate, ...]:
    """Every gate that was looked at, applying or not. Prechecks are not among them (sealed, see `sealed`)."""
    return (
        satisfaction_floor(satisfaction, policy),
        satisfaction_review(satisfaction, policy),
        ballot_review(ballot, policy),
        sanction_prompt(tables, village, policy=policy),
        vacancy_warning(tables, village, policy=policy, as_of=as_of),
        meeting_validity(tables, village, policy=policy),
    )


def satisfaction_floor(satisfaction: SatisfactionResult, policy: Policy) -> Gate:
    """No 好 below the policy's satisfaction rate, nor without a rate, nor on too few forms."""
    floor, value, n = policy.satisfaction.good_rate, satisfaction.overall.value, satisfaction.overall.n
    if value is None:
        return Gate("satisfaction_floor", True, Grade.NORMAL, "没有可用的满意率，不具备评“好”的条件。")
    if n < policy.sources.survey.least:
        few = f"表态的满意度测评表只有{n}份，不足{policy.sources.survey.least}份，不具备评“好”的条件。"
        return Gate("satisfaction_floor", True, Grade.NORMAL, few, satisfaction.sources, {"forms": float(n)})
    percent = round(100 * value, 9)
    values: dict[str, float | str] = {"rate": percent, "floor": floor}
    applies = percent < floor
    words = f"群众满意率{percent:.1f}%，" + (
        f"低于评“好”须达到的{floor:g}%，最高评“正常”。" if applies else f"达到评“好”须有的{floor:g}%。"
    )
    cap = Grade.NORMAL if applies else None
    return Gate("satisfaction_floor", applies, cap, words, satisfaction.sources, values)


def satisfaction_review(satisfaction: SatisfactionResult, policy: Policy) -> Gate:
    """Asks for a review when satisfaction is low or dissatisfaction high; grades nothing by itself."""
    rules, value, unhappy = policy.satisfaction, satisfaction.overall.value, dissatisfied(satisfaction.counts)
    if value is None or unhappy is None or satisfaction.overall.n < policy.sources.survey.least:
        return Gate("satisfaction_review", False, None, "没有可用的满意率，未作复核判断。")
    rate, against = round(100 * value, 9), round(100 * unhappy, 9)
    applies = rate < rules.review_rate or against > rules.review_dissatisfied
    words = f"满意率{rate:.1f}%、不满意率{against:.1f}%，" + ("须组织复核。" if applies else "未到复核线。")
    values: dict[str, float | str] = {"rate": rate, "dissatisfied": against}
    return Gate("satisfaction_review", applies, None, words, satisfaction.sources, values)


def ballot_review(ballot: BallotResult, policy: Policy) -> Gate:
    """Asks for a review when more than the policy's share of the team's ballots says 较差."""
    share = poor_share(ballot.overall) if ballot.overall else None
    if share is None or ballot.overall is None:
        return Gate("ballot_review", False, None, "没有班子总体的民主测评票，未作复核判断。")
    applies = ballot.overall.poor > policy.ballots.poor_review * ballot.overall.cast
    line = policy.ballots.poor_review
    words = f"班子“较差”票占{100 * share:.1f}%，未超过{line}。"
    if applies:
        words = f"班子“较差”票占{100 * share:.1f}%，超过{line}，须组织复核{_certain(ballot.overall, line)}。"
    return Gate("ballot_review", applies, None, words, ballot.sources, {"poor": round(100 * share, 9)})


def _certain(overall: Tally, line: Fraction) -> str:
    """Whether the votes are enough to be sure of it, beside the plain count."""
    need = certain_over(overall.cast, float(line))
    if need is None:
        return "；票数太少，统计上不足以确信"
    if overall.poor >= need:
        return "；按现有票数，这一点在统计上也站得住"
    return f"；但{overall.cast}票中要有{need}票，才能在统计上确信真实比例超过{line}"


def certain_over(n: int, line: float) -> int | None:
    """Fewest of n votes whose Wilson interval (95 %) lies wholly above `line`; None if no number of votes does."""
    return next((votes for votes in range(n + 1) if (ends := wilson(votes, n)) and ends[0] > line), None)


def sanction_prompt(tables: Tables, village: str, *, policy: Policy) -> Gate:
    """A publishable sanction of the team at the policy's levels is told for discussion; the rest is sealed."""
    rows = of_village(tables, "sanctions", village)
    rows = rows[
        rows["publicity"].eq("可公开结论")
        & rows["target_kind"].eq(Target.TEAM.value)
        & rows["level"].isin(policy.gates.sanction_levels)
    ]
    if rows.empty:
        return Gate("sanction_prompt", False, None, "没有可公开的市级以上通报或处分记录。")
    told = "、".join(f"{row['issuer']}{row['kind']}" for row in records(rows))
    words = f"有{told}，是否据此封顶，提请党委专题会讨论。"
    values: dict[str, float | str] = {"count": float(len(rows)), "told": told}
    return Gate("sanction_prompt", True, None, words, refs("sanctions", rows), values)


def vacancy_warning(tables: Tables, village: str, *, policy: Policy, as_of: dt.date) -> Gate:
    """Warns of posts vacant for longer than the policy's months; a vacancy without a date is told as such."""
    rows = of_village(tables, "positions", village)
    vacant = rows[rows["vacant"].fillna(0).gt(0)]
    limit = policy.gates.vacancy_months
    late = vacant[
        [vacancy_months(since, as_of) is None or _long(since, as_of, limit) for since in vacant["vacant_since"]]
    ]
    if rows.empty:
        return Gate("vacancy_warning", False, None, "没有职数记录，空缺无从核对。")
    if late.empty:
        return Gate("vacancy_warning", False, None, f"没有空缺超过{limit}个月的职位。")
    parts = [_vacancy_words(str(row["post"]), row["vacant_since"], as_of) for row in records(late)]
    words = f"{'；'.join(parts)}，应列入补缺计划。"
    values: dict[str, float | str] = {"posts": "、".join(late["post"]), "vacant": float(whole(late["vacant"]))}
    return Gate("vacancy_warning", True, None, words, refs("positions", late), values)


def vacancy_months(since: object, as_of: dt.date) -> int | None:
    """Complete months from an ISO day to `as_of`; None without a day.

    >>> vacancy_months("2022-12-15", dt.date(2023, 4, 14))
    3
    """
    if not isinstance(since, str):
        return None
    start = dt.date.fromisoformat(since)
    return (as_of.year - start.year) * 12 + as_of.month - start.month - (as_of.day < start.day)


def _long(since: object, as_of: dt.date, limit: int) -> bool:
    """More than `limit` months: a day past the limit counts."""
    months = vacancy_months(since, as_of)
    past = isinstance(since, str) and as_of.day != dt.date.fromisoformat(since).day
    return months is not None and (months > limit or (months == limit and past))


def _vacancy_words(post: str, since: object, as_of: dt.date) -> str:
    months = vacancy_months(since, as_of)
    return f"{post}空缺满{months}个月" if months is not None else f"{post}空缺，起始日期未填"


def meeting_validity(tables: Tables, village: str, *, policy: Policy) -> Gate:
    """Warns when a meeting that carried forms had too few people."""
    meetings = of_village(tables, "meetings", village)
    used = of_village(tables, "form_returns", village)["meeting"].dropna()
    held = meetings[meetings["meeting"].isin(used)]
    if held.empty:
        return Gate("meeting_validity", True, None, "没有登记发放票表的会议，会议有效性无从核对。")
    short = held[[not valid_meeting(row, policy) for row in records(held)]]
    if short.empty:
        return Gate("meeting_validity", False, None, "发放票表的会议到会人数符合要求。", refs("meetings", held))
    parts = [f"应到{row['expected']}人、实到{row['present']}人" for row in records(short)]
    rules = policy.meetings
    words = (
        f"会议{'；'.join(parts)}，未达到至少{rules.least_present}人且不少于应到{rules.turnout}的要求，测评结果慎用。"
    )
    values: dict[str, float | str] = {"meetings": "、".join(short["meeting"])}
    return Gate("meeting_validity", True, None, words, refs("meetings", short), values)


def valid_meeting(row: Record, policy: Policy) -> bool:
    """Whether enough people came, counted exactly; blanks are not enough."""
    expected, present = number(row["expected"]), number(row["present"])
    if expected is None or present is None:
        return False
    return present >= policy.meetings.least_present and present >= policy.meetings.turnout * expected
