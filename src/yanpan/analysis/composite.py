"""Composite score and suggested grade of a team: weighted mean of normalised indicators, then the gates."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.analysis.indicators import Evidence, Raw, raw_value
from yanpan.analysis.results import Gate, IndicatorScore, Reason, SatisfactionResult, Suggestion
from yanpan.config.indicators import Indicator
from yanpan.config.policy import Policy
from yanpan.schema.values import Grade


def suggestion(evidence: Evidence, *, gates: tuple[Gate, ...]) -> Suggestion:
    """The suggested grade with its reasons and distances; no grade where too little of the weight has data."""
    policy = evidence.policy
    scores = indicator_scores(evidence)
    covered = coverage(scores, policy)
    score = composite(scores) if covered >= policy.gates.least_coverage and covered > 0 else None
    grade = None if score is None else capped(policy.cuts.grade(score), gates)
    firm = grade is not Grade.GOOD or is_firm(score, evidence.satisfaction, policy)
    why = tuple(_reasons(scores, score, grade, firm, covered=covered, gates=gates, policy=policy))
    return Suggestion(
        grade=grade,
        score=score,
        indicators=scores,
        groups=group_scores(scores),
        gates=gates,
        reasons=tuple(reason.text for reason in why),
        to_better=to_better(score, grade, policy),
        to_worse=to_worse(score, grade, policy),
        firm=firm,
        why=why,
    )


def indicator_scores(evidence: Evidence) -> tuple[IndicatorScore, ...]:
    """Every indicator; those without data carry weight 0 and their reason, the others share the whole weight."""
    pairs = [(each, raw_value(evidence, each)) for each in evidence.policy.indicators]
    total = sum(each.weight for each, raw in pairs if raw.value is not None)
    return tuple(_scored(each, raw, total) for each, raw in pairs)


def _scored(indicator: Indicator, raw: Raw, total: float) -> IndicatorScore:
    normalised = None if raw.value is None else indicator.normalise(raw.value)
    weight = 0.0 if normalised is None else indicator.weight / total
    return IndicatorScore(
        key=indicator.key,
        name=indicator.name,
        group=indicator.group,
        raw=raw.value,
        unit=indicator.unit,
        normalised=normalised,
        weight=weight,
        contribution=None if normalised is None else weight * normalised,
        missing=raw.missing,
        sources=raw.sources,
    )


def composite(scores: Iterable[IndicatorScore]) -> float:
    """Weighted arithmetic mean, 0…100, to nine decimals (so that a cut met exactly is met).

    OECD/JRC handbook (2008), step 6. The means of COINr's ASEM example (Becker et al. 2022, Journal of Open Source
    Software 7(78): 4567) are met: Switzerland's five groups give 62.79, three 73.98, the index 68.38.
    """
    return round(sum(each.contribution or 0.0 for each in scores), 9)


def coverage(scores: Iterable[IndicatorScore], policy: Policy) -> float:
    """Share of the policy's weight that has data, percent."""
    there = {each.key for each in scores if each.normalised is not None}
    return sum(each.weight for each in policy.indicators if each.key in there)


def group_scores(scores: tuple[IndicatorScore, ...]) -> dict[str, float | None]:
    """Weighted mean per group; None where no indicator of the group has data."""
    result: dict[str, float | None] = {}
    for group in dict.fromkeys(each.group for each in scores):
        parts = [each for each in scores if each.group == group and each.normalised is not None]
        weight = sum(each.weight for each in parts)
        result[group] = sum(each.contribution or 0.0 for each in parts) / weight if weight else None
    return result


def capped(grade: Grade, gates: Iterable[Gate]) -> Grade:
    """The worst of the grade and the caps of the gates that apply."""
    caps = [gate.cap for gate in gates if gate.applies and gate.cap is not None]
    return max((grade, *caps), key=list(Grade).index)


def is_firm(score: float | None, satisfaction: SatisfactionResult, policy: Policy) -> bool:
    """Whether a 好 stands clear: interval's lower end and score both above the policy's margins."""
    low, rules = satisfaction.overall.low, policy.satisfaction
    if score is None or low is None:
        return False
    return round(100 * low, 9) >= rules.firm_low and score >= policy.cuts.good + rules.firm_margin


def to_better(score: float | None, grade: Grade | None, policy: Policy) -> float | None:
    """Points missing to the next better grade, 0 where only a gate stands in the way; None at the top."""
    if score is None or grade is None or grade is Grade.GOOD:
        return None
    cut = policy.cuts.good if grade is Grade.NORMAL else policy.cuts.normal
    return max(0.0, round(cut - score, 9))


def to_worse(score: float | None, grade: Grade | None, policy: Policy) -> float | None:
    """Points above the cut below which the grade would be worse; None at the bottom."""
    if score is None or grade is None or grade is Grade.POOR:
        return None
    return round(score - (policy.cuts.good if grade is Grade.GOOD else policy.cuts.normal), 9)


def _reasons(
    scores: tuple[IndicatorScore, ...],
    score: float | None,
    grade: Grade | None,
    firm: bool,
    *,
    covered: float,
    gates: tuple[Gate, ...],
    policy: Policy,
) -> Iterable[Reason]:
    if score is None or grade is None:
        least = policy.gates.least_coverage
        text = f"有数据的指标只占权重的{covered:g}%，不足{least:g}%，不提出建议档次。"
        yield Reason("composite.uncovered", text, {"covered": covered, "least": least})
    else:
        yield _by_score(score, policy)
        yield from _caps(policy.cuts.grade(score), gates)
        if grade is Grade.GOOD:
            yield _firmness(firm, policy)
        yield from _extremes(group_scores(scores))
    yield from (Reason(f"gate.{gate.key}", gate.reason, gate.values) for gate in gates if gate.applies and not gate.cap)
    yield from _left_out(scores)


def _by_score(score: float, policy: Policy) -> Reason:
    by_score, cuts = policy.cuts.grade(score), policy.cuts
    match by_score:
        case Grade.GOOD:
            text, cut = f"综合得分{score:.1f}分，达到“好”的分界{cuts.good:g}分。", cuts.good
        case Grade.NORMAL:
            text, cut = f"综合得分{score:.1f}分，距“好”的分界{cuts.good:g}分差{cuts.good - score:.1f}分。", cuts.good
        case Grade.POOR:
            text, cut = f"综合得分{score:.1f}分，低于“正常”的分界{cuts.normal:g}分。", cuts.normal
    return Reason("composite.score", text, {"score": score, "cut": cut, "grade": by_score.value})


def _caps(by_score: Grade, gates: tuple[Gate, ...]) -> Iterable[Reason]:
    order = list(Grade).index
    for gate in gates:
        if gate.applies and gate.cap is not None and order(gate.cap) > order(by_score):
            yield Reason(f"gate.{gate.key}", gate.reason, gate.values)


def _firmness(firm: bool, policy: Policy) -> Reason:
    rules = policy.satisfaction
    need = f"满意率区间下限不低于{rules.firm_low:g}%、得分至少高出分界{rules.firm_margin:g}分"
    text = f"{need}，这一档次较稳。" if firm else f"未同时做到{need}，这一档次尚不算稳。"
    values: dict[str, float | str] = {"firm_low": rules.firm_low, "firm_margin": rules.firm_margin}
    return Reason("composite.firm" if firm else "composite.not_firm", text, values)


def _extremes(groups: dict[str, float | None]) -> Iterable[Reason]:
    known = {name: score for name, score in groups.items() if score is not None}
    if len(known) < 2:
        return
    best, worst = max(known, key=lambda name: known[name]), min(known, key=lambda name: known[name])
    text = f"得分最高的是“{best}”（{known[best]:.1f}分），最低的是“{worst}”（{known[worst]:.1f}分）。"
    values: dict[str, float | str] = {
        "best": best,
        "best_score": known[best],
        "worst": worst,
        "worst_score": known[worst],
    }
    yield Reason("composite.groups", text, values)


def _left_out(scores: tuple[IndicatorScore, ...]) -> Iterable[Reason]:
    gone = [each for each in scores if each.normalised is None]
    if gone and len(gone) < len(scores):
        names = "、".join(f"{each.name}（{each.missing}）" for each in gone)
        text = f"{len(gone)}项指标缺数据，未计入，其权重按比例分给其余指标：{names}。"
        yield Reason("composite.left_out", text, {"count": float(len(gone)), "names": names})
