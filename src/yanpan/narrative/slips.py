"""A reminder slip as a letter of one page: to whom, why, matter by matter, until when, from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanpan.chinese.dates import format_date
from yanpan.chinese.ordinals import numeral
from yanpan.document import Heading, Paragraph, Run
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding
from yanpan.findings.quarter.data import QuarterData, finding, period
from yanpan.findings.township.data import Place
from yanpan.narrative.compose import Voice, worded
from yanpan.summary import Slip

TITLE = "工作提醒单"


def slip(data: QuarterData, place: Place, make: FactMaker, found: Sequence[Finding], voice: Voice) -> Slip:
    """The slip of a village that is reminded of `found`; `make` is the village's own."""
    own = Voice(voice.book, {**voice.common, **dict(voice.book.terms[place.kind])}, 0)
    return Slip(
        owner=place.id,
        name=place.name,
        heading=Heading(id=f"{place.id}-提醒单", owner=place.id, level=1, text=TITLE),
        paragraphs=tuple(_paragraphs(data, place, make, found, own)),
    )


def _paragraphs(
    data: QuarterData, place: Place, make: FactMaker, found: Sequence[Finding], voice: Voice
) -> Iterator[Paragraph]:
    config = data.township.config

    def line(part: str, runs: tuple[Run, ...], style: str = "body") -> Paragraph:
        return Paragraph.model_validate(
            {"id": f"{place.id}-提醒单-{part}", "owner": place.id, "runs": runs, "style": style}
        )

    yield line("称呼", (Run(text=f"{place.name}党组织："),), "address")
    opening = finding("提醒.开头", period(data, make), owner=place.id)
    yield line("开头", worded(opening, voice))
    for number, matter in enumerate(found, start=1):
        yield line(f"{number}", (Run(text=f"{numeral(number)}、"), *worded(matter, voice), Run(text="。")))
    days = make.amount("提醒.天数", data.township.policy.slips.days, "个工作日", label="回复期限", method="政策参数")
    office = make.words("提醒.牵头", config.office, label="牵头部门", method="批次设置")
    yield line("结尾", worded(finding("提醒.结尾", {"天数": days, "牵头": office}, owner=place.id), voice))
    yield line("署名", (Run(text=config.office),), "signed")
    day = make.words("截止日", format_date(config.as_of.isoformat()), label="截止日", method="批次设置")
    yield line("日期", (Run(text=day.text, fact=day.key),), "dated")
