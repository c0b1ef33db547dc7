"""The one word for how the team runs, bound to its grade: the committee's once it has decided, else the suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.config.policy import Policy
from yanpan.evidence import merge_refs
from yanpan.facts import Fact
from yanpan.findings.make import Row, sources_of
from yanpan.findings.model import Finding, Polarity, Theme
from yanpan.findings.subject import Subject
from yanpan.findings.village.grade import grade_fact
from yanpan.findings.village.public import satisfaction_facts
from yanpan.findings.village.standing import beside
from yanpan.findings.village.support import kinds_of
from yanpan.schema.values import Grade, Target

CONDITIONS = {(Grade.GOOD, True): "好且稳", (Grade.GOOD, False): "好"}
"""Condition names of a verdict's patterns that are not the grade's own name; they are the keys of the policy's 评语."""
_SAID = re.compile(r"(?:班子|运行|总体)[^，。；、（]{0,9}?")


def verdict(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """The judgement that opens the village's section; that there can be none where the data do not bear one out."""
    values = satisfaction_facts(subject)
    grade, firm = settled(subject)
    if grade is None:
        yield Finding("班子.不能总评", subject.village, Theme.VERDICT, values, 100, Polarity.NEUTRAL)
        return
    word = word_fact(subject, policy, grade, firm=firm)
    support = kinds_of(word.sources)
    if len(support) < 2:
        yield Finding("班子.不能总评", subject.village, Theme.VERDICT, values, 100, Polarity.NEUTRAL)
        return
    values |= beside(subject)
    when = frozenset([condition(grade, firm=firm)])
    yield Finding(
        "班子.总评", subject.village, Theme.VERDICT, {**values, "总评词": word}, 100, when=when, support=support
    )


def settled(subject: Subject) -> tuple[Grade | None, bool]:
    """The team's grade and whether it is firm: the committee's if it has decided, else the suggested one."""
    suggestion = subject.analysis.suggestion
    decided = decision(subject)
    if decided is None:
        return suggestion.grade, suggestion.firm
    grade = Grade(decided.text("grade"))
    return grade, suggestion.firm if grade is suggestion.grade else False


def decision(subject: Subject) -> Row | None:
    """The committee's decision on the village's team; None before it."""
    rows = subject.rows("decisions").equal(target_kind=str(Target.TEAM), target=subject.village)
    return next(iter(rows.each()), None)


def condition(grade: Grade, *, firm: bool) -> str:
    """The name under which the policy's 评语 and the patterns know a grade: 好且稳, 好, 正常, 较差."""
    return CONDITIONS.get((grade, firm), str(grade))


def word_fact(subject: Subject, policy: Policy, grade: Grade, *, firm: bool) -> Fact:
    """The policy's word for the grade; it rests on what the grade rests on."""
    suggested, decided = subject.analysis.suggestion.grade, decision(subject)
    grounds = grade_fact(subject, suggested).sources if suggested is not None else ()
    return subject.make.words(
        "总评词",
        policy.word(grade, firm=firm),
        label="班子运行总评",
        sources=merge_refs(grounds, sources_of(decided)),
        name="总评词",
        method="与党委专题会所定档次一一对应" if decided is not None else "与建议档次一一对应",
    )


def conflicts(text: str, policy: Policy, own: str | None) -> list[str]:
    """Verdict words that the text says of the team though its grade has another; `own`: the word of its grade."""
    words = {policy.word(grade, firm=firm) for grade in Grade for firm in (True, False)}
    said = {word for word in words if re.search(_SAID.pattern + word, text)}
    return sorted(said - {own})
