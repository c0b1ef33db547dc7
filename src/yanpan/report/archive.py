"""Performance files (履职档案): one document a village over all rounds, and, for the committee, one a member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yanpan.chinese.ordinals import numeral
from yanpan.document import Block, Heading, Paragraph, Run, cell
from yanpan.evidence import EvidenceRow
from yanpan.facts import FactBook
from yanpan.findings.archive import village as found
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.findings.model import Finding
from yanpan.findings.township.data import Place
from yanpan.narrative.archive_tables import quarters_table, rectification_table, register_table, rounds_table, table
from yanpan.narrative.compose import Voice, paragraph
from yanpan.report.archive_loading import LoadedArchive
from yanpan.report.evidence_rows import evidence_rows
from yanpan.schema import Level
from yanpan.summary import Summary

TITLE = "{name}履职档案"


@dataclass(frozen=True)
class Document:
    """A file to be written: its owner, name, blocks in order, and the facts and rows behind them."""

    owner: str
    name: str
    blocks: tuple[Block, ...]
    summary: Summary


def village_file(loaded: LoadedArchive, place: Place) -> Document:
    """A village's file."""
    make = FactMaker(place.id, FactBook())
    return _document(loaded, make, place.name, list(_village(loaded, place, make)))


def _village(loaded: LoadedArchive, place: Place, make: FactMaker) -> Iterator[Block]:
    data = loaded.data
    voice = _voice(loaded, place, make)

    def rows(key: str, by: str) -> Rows:
        """Newest first."""
        return Rows(key, data.of(key, place.id).frame.sort_values(by, ascending=False, kind="stable"))

    yield from _told(found.opening(data, make), voice, "开头")
    for round_id, reason in data.left_out:
        yield _missing(make, f"批次-{round_id}", f"批次 {round_id} 的材料没有收入：{reason}")
    yield _chapter(make, 1, "历次研判")
    yield rounds_table(data, make)
    yield _chapter(make, 2, "任务与成效")
    yield from _told(found.tasks(data, make), voice, "任务")
    yield from _register(make, rows("party_tasks", "year"), "党建任务", ("year", "kind", "content", "completion"))
    yield from _register(make, rows("key_tasks", "deadline"), "重点工作", ("deadline", "content", "status"))
    yield _chapter(make, 3, "月督查")
    yield from _told(found.inspections(data, make), voice, "督查")
    if data.of("inspections", place.id):
        yield quarters_table(data, make)
    yield _chapter(make, 4, "荣誉与处分通报")
    yield from _register(make, rows("honours", "year"), "创先争优", ("year", "name", "level", "awarder"))
    yield from _register(
        make,
        found.circulars(data, make),
        "处分通报（可公开结论）",
        ("date", "kind", "level", "issuer"),
        nothing="没有可公开的处分、通报结论登记。",
    )
    yield _chapter(make, 5, "问题整改")
    yield from _told(found.rectification(data, make), voice, "整改")
    if data.of("problems", place.id) or data.of("rectifications", place.id):
        yield rectification_table(data, make)
    yield _chapter(make, 6, "年终考核")
    yield from _told(found.appraisals(data, make), voice, "考核")
    if data.is_committee:
        columns = ("year", "supervision", "results", "ballot", "adjustment", "pay_factor")
        part = rows("annual_assessments", "year")
        yield from _register(make, part, "年终考核", columns, level=Level.L3)


def member_files(loaded: LoadedArchive, places: Iterable[Place]) -> Iterator[Document]:
    """The members' files of these villages, in the order of the newest register; none below level L3."""
    if not loaded.data.is_committee:
        return
    for place in places:
        for row in loaded.data.of("members", place.id).each():
            make = FactMaker(row.text("member"), FactBook())
            name = f"{place.name}{row.text('name')}"
            yield _document(loaded, make, name, list(_member(loaded, row, make)))


def _member(loaded: LoadedArchive, row: Row, make: FactMaker) -> Iterator[Block]:
    data, code = loaded.data, make.owner

    def about(key: str, by: str) -> Rows:
        part = Rows(key, data.tables[key]).equal(target=code)
        return Rows(key, part.frame.sort_values(by, kind="stable"))

    yield _chapter(make, 1, "基本情况")
    columns = ("member", "sex", "born", "politics", "education", "upgrade", "posts", "since", "serving", "duties")
    yield from _register(make, row, "基本情况", columns, level=Level.L3)
    yield _chapter(make, 2, "历次研判建议档次")
    grades = [
        (
            cell(each.round_id),
            cell(make.words(f"档次.{each.round_id}", str(grade), label="建议档次", rows=row, level=Level.L3)),
        )
        for each in data.rounds
        if (grade := each.member_grades.get(code)) is not None
    ]
    yield (
        table(make, "建议档次", ("批次", "建议档次"), grades, note="由民主测评和谈话推出，最终档次由镇党委专题会确定。")
        if grades
        else _missing(make, "档次", "没有可以推出建议档次的民主测评。")
    )
    yield _chapter(make, 3, "民主测评")
    ballots = about("ballot_tallies", "source_file")
    yield from _register(
        make, ballots, "民主测评票", ("item", "good", "normal", "poor", "abstain"), level=Level.L3, by_round=True
    )
    yield _chapter(make, 4, "谈心谈话")
    dimensions = ("thought", "duty", "integrity", "public")
    yield from _register(make, about("talks", "date"), "谈心谈话", ("date", *dimensions), level=Level.L3)
    yield _chapter(make, 5, "处分通报")
    yield from _register(
        make,
        about("sanctions", "date").equal(publicity=found.PUBLIC),
        "处分通报（可公开结论）",
        ("date", "kind", "level", "issuer"),
        nothing="没有可公开的处分、通报结论登记。",
        level=Level.L3,
    )


def _register(
    make: FactMaker,
    rows: Rows,
    caption: str,
    columns: Sequence[str],
    *,
    nothing: str = "",
    level: Level = Level.L2,
    by_round: bool = False,
) -> Iterator[Block]:
    if rows:
        yield register_table(make, rows, caption, columns, level=level, by_round=by_round)
    else:
        yield _missing(make, caption, nothing or f"没有{caption}登记。")


def _chapter(make: FactMaker, number: int, text: str) -> Heading:
    return Heading(id=f"{make.owner}-档-{number}", owner=make.owner, level=2, text=f"{numeral(number)}、{text}")


def _missing(make: FactMaker, id: str, words: str) -> Paragraph:
    return Paragraph(id=f"{make.owner}-档-无-{id}", owner=make.owner, runs=(Run(text=words),), style="missing")


def _told(findings: Iterable[Finding], voice: Voice, id: str) -> Iterator[Paragraph]:
    for finding in findings:
        yield paragraph([finding], voice, id=f"{finding.owner}-档-{id}", owner=finding.owner)


def _voice(loaded: LoadedArchive, place: Place, make: FactMaker) -> Voice:
    name = make.words("村情.名称", place.name, label="名称", rows=loaded.data.of("villages", place.id))
    return Voice(loaded.phrases, {**loaded.phrases.terms[place.kind], "村名": name}, 0)


def _document(loaded: LoadedArchive, make: FactMaker, name: str, blocks: list[Block]) -> Document:
    title = TITLE.format(name=name)
    head = Heading(id=f"{make.owner}-档-题", owner=make.owner, level=1, text=title)
    facts = [fact for fact in make.book if fact.level <= loaded.data.level]
    rows: tuple[EvidenceRow, ...] = evidence_rows(loaded.raw, facts, level=loaded.data.level)
    summary = Summary(
        round="、".join(each.round_id for each in loaded.data.rounds),
        edition=loaded.edition,
        owner=make.owner,
        title=title,
        as_of=loaded.data.as_of,
        inputs=loaded.inputs,
        facts=tuple(facts),
        rows=rows,
        claims=make.book.claims(facts),
    )
    return Document(make.owner, name, (head, *blocks), summary)
