"""The members' table of the committee edition (L3): ballot, talks, suggested and decided grade, firmness, reasons."""

from __future__ import annotations

from yanpan.analysis.results import MemberResult, Rate
from yanpan.chinese.numbers import percent
from yanpan.document import Cell, HeadCell, ReportTable, cell
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.subject import Subject
from yanpan.findings.village.decision import decision_of
from yanpan.findings.village.firmness import share_text
from yanpan.schema import Level
from yanpan.schema.values import OVERALL, Target

NONE = "—"
_HEAD = ("姓名", "职务", "总体项票数", "“好”票率（参考区间）", "谈话", "建议档次", "党委定档", "稳定性", "依据")
NOTE = (
    "票数依次为好、正常、较差、弃权；“好”票率按表态票计算，区间按会议应到人数作有限总体修正；"
    "稳定性按测评票重新收集的试算划分，“—”为不作判断。建议档次供党委专题会研究，最终档次由会议议定。"
)


def members_table(subject: Subject) -> ReportTable:
    """One row per member, in the analysis' order. Every value is a fact of level L3."""
    return ReportTable(
        id=f"{subject.village}-表-成员",
        owner=subject.village,
        caption="班子成员民主测评与建议档次（供党委专题会）",
        head=(tuple(HeadCell(text=name) for name in _HEAD),),
        rows=tuple(_row(subject, member) for member in subject.analysis.members),
        align="lllcccccl",
        note=NOTE,
    )


def _row(subject: Subject, member: MemberResult) -> tuple[Cell, ...]:
    decided = decision_of(subject, Target.MEMBER, member.member)
    texts = {
        "姓名": member.name,
        "职务": member.posts,
        "得票": _votes(member),
        "好票率": _approval(member.approval),
        "谈话": f"{member.talks}人次",
        "档次": str(member.grade) if member.grade else NONE,
        "定档": str(decided.grade) if decided else "未定",
        "稳定性": str(member.firmness.label) if member.firmness.label else NONE,
        "依据": "；".join(_reasons(member, decided.reason if decided else "")) or NONE,
    }
    return tuple(cell(_fact(subject.make, member, label, text)) for label, text in texts.items())


def _fact(make: FactMaker, member: MemberResult, label: str, text: str) -> Fact:
    return make.words(
        f"成员.{member.member}.{label}",
        text,
        label=f"成员{label}",
        sources=member.sources,
        level=Level.L3,
        method="成员民主测评与谈话",
    )


def _votes(member: MemberResult) -> str:
    tally = member.ballot.get(OVERALL)
    return f"{tally.good}／{tally.normal}／{tally.poor}／{tally.abstain}" if tally else NONE


def _approval(rate: Rate | None) -> str:
    """`88.9%（80.1%—94.0%）`."""
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return NONE
    return f"{percent(rate.value)}（{percent(rate.low)}—{percent(rate.high)}）"


def _reasons(member: MemberResult, decided: str) -> list[str]:
    """The grade's reasons, how far a second ballot would bear it out, what would change it, the committee's reason."""
    found, flip = member.firmness, member.firmness.flip
    said = [reason.rstrip("。") for reason in member.reasons]
    if found.label and member.grade:
        said.append(f"试算{found.replicates}次，“{member.grade}”占{share_text(found.probabilities[member.grade])}")
    elif member.grade:
        said.append(f"{found.missing}，稳定性不作判断")
    if found.label and flip.votes is not None:
        to = "好" if flip.votes_up else "较差"
        said.append(f"再有{flip.votes}票改为“{to}”，档次即为“{flip.votes_to}”")
    return [*said, *([f"定档理由：{decided.rstrip('。')}"] if decided else [])]
