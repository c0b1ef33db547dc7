"""The section on problems by field: a group is introduced unless its words do so, long ones become sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yanpan.document import Paragraph, Run
from yanpan.facts import Fact
from yanpan.findings.model import Finding, Polarity, Theme
from yanpan.findings.village.collect import VillageFindings
from yanpan.narrative.compose import Voice, admitted, worded
from yanpan.narrative.render import joined

FIELDS: dict[str, tuple[str, ...]] = {
    "党建": (
        "党建引领",
        "党建与产业融合",
        "书记项目与双强双创",
        "党建创新",
        "双诺双评",
        "组织生活与资料",
        "理论学习",
        "党员教育管理",
        "党员示范",
        "上级通报",
        "受通报",
    ),
    "队伍": ("后备与空缺", "职位空缺"),
    "产业": ("发展思路", "产业规模", "品牌价值", "集体经济", "闲置资源"),
    "治理": ("参与治理", "人居环境"),
}
"""Fields in the order in which the section takes them; the first theme of a problem decides its field."""

SENTENCE = 72
"""Characters after which a group goes on with a new sentence."""


def problems(found: VillageFindings, voice: Voice) -> tuple[Paragraph, ...]:
    """The village's section of chapter three; a sentence that says so where no problem is registered."""
    owner = found.subject.village
    none = Finding("问题.无", owner, Theme.PROBLEM, {}, polarity=Polarity.NEUTRAL)
    runs = [run for group in grouped(admitted(found.problems or (none,), voice)) for run in _group(group, owner, voice)]
    return (Paragraph(id=f"{owner}-问题-甲", owner=owner, runs=joined(runs)),)


def grouped(problems: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by field, the gravest of each first, else in the order given; themes of no field come last."""
    fields: dict[str, list[Finding]] = {field: [] for field in (*FIELDS, "其他")}
    for finding in problems:
        fields[field_of(finding)].append(finding)
    return [(field, sorted(members, key=lambda f: -f.weight)) for field, members in fields.items() if members]


def field_of(finding: Finding) -> str:
    """The field of a problem's theme; what is attributed or open has its theme among the conditions."""
    theme = finding.code.partition(".")[2]
    known = finding.when if theme in ("单源", "待核") else {theme}
    return next((field for field, themes in FIELDS.items() if known.intersection(themes)), "其他")


def _group(group: tuple[str, list[Finding]], owner: str, voice: Voice) -> Iterable[Run]:
    field, findings = group
    clauses = [worded(finding, voice) for finding in _named_once(findings)]
    opening = "".join(run.text for run in clauses[0])
    if len(findings) > 1 and field in ("党建", "产业") and field not in opening:
        yield from worded(Finding(f"引语.{field}", owner, Theme.PROBLEM, {}), voice)
        yield Run(text="，")
    length = 0
    for position, clause in enumerate(clauses):
        size = sum(len(run.text) for run in clause)
        if position:
            full = length + size > SENTENCE
            yield Run(text="。" if full else "；")
            length = 0 if full else length
        yield from clause
        length += size
    yield Run(text="。")


def _named_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those that the same sources speak of next to each other; the sources are named after the last."""
    places = [_source(finding) for finding in findings]
    first = {place: number for number, place in reversed(list(enumerate(places))) if place}
    order = sorted(range(len(findings)), key=lambda at: (first.get(places[at], at), at))
    told = [findings[at] for at in order]
    return [
        _without_source(one) if _source(one) and _source(one) == _source(after) else one
        for one, after in zip(told, [*told[1:], None], strict=True)
    ]


def _source(finding: Finding | None) -> str:
    fact = finding.values.get("出处") if finding and finding.code not in ("问题.单源", "问题.待核") else None
    return fact.text if isinstance(fact, Fact) else ""


def _without_source(finding: Finding) -> Finding:
    return replace(finding, values={name: value for name, value in finding.values.items() if name != "出处"})
