"""The members' table of the committee edition (L3): ballot, talks, suggested grade, reasons."""

from __future__ import annotations

from yanpan.analysis.results import MemberResult
from yanpan.document import Cell, HeadCell, ReportTable, cell
from yanpan.findings.make import FactMaker
from yanpan.findings.subject import Subject
from yanpan.schema import Level
from yanpan.schema.values import OVERALL

NONE = "—"
_HEAD = ("姓名", "职务", "总体项（好／正常／较差／弃权）", "谈话", "建议档次", "依据")


def members_table(subject: Subject) -> ReportTable:
    """One row per member, in the analysis' order. Every value is a fact of level L3."""
    return ReportTable(
        id=f"{subject.village}-表-成员",
        owner=subject.village,
        caption="班子成员民主测评与建议档次（供党委专题会）",
        head=(tuple(HeadCell(text=name) for name in _HEAD),),
        rows=tuple(_row(subject.make, member) for member in subject.analysis.members),
        align="llcccl",
        note="建议档次供党委专题会研究，最终档次由会议议定。",
    )


def _row(make: FactMaker, member: MemberResult) -> tuple[Cell, ...]:
    tally = member.ballot.get(OVERALL)
    votes = f"{tally.good}／{tally.normal}／{tally.poor}／{tally.abstain}" if tally else NONE
    texts = {
        "姓名": member.name,
        "职务": member.posts,
        "得票": votes,
        "谈话": f"{member.talks}人次",
        "档次": str(member.grade) if member.grade else NONE,
        "依据": "；".join(reason.rstrip("。") for reason in member.reasons) or NONE,
    }
    return tuple(
        cell(
            make.words(
                f"成员.{member.member}.{label}",
                text,
                label=f"成员{label}",
                sources=member.sources,
                level=Level.L3,
                method="成员民主测评与谈话",
            )
        )
        for label, text in texts.items()
    )
