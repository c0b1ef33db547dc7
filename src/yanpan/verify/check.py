"""All checks over one finished edition, and what they found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from yanpan.batch.outputs import SUMMARY
from yanpan.batch.parameters_kept import KeptParameters, read_parameters
from yanpan.config.paths import Project
from yanpan.config.phrases import PhraseBook
from yanpan.config.yaml import parse_model
from yanpan.errors import UserError
from yanpan.export.official import words_on_paper
from yanpan.facts import TOWNSHIP
from yanpan.proof import Rules, proofread
from yanpan.proof.sentences import said_twice
from yanpan.summary import AnySummary, QuarterSummary, Summary, TownshipSummary
from yanpan.verify.archives import WHAT, verify_archives
from yanpan.verify.blocks import Page, read_page
from yanpan.verify.fault import Fault
from yanpan.verify.links import dead_links
from yanpan.verify.rawfiles import RawFolder
from yanpan.verify.rederive import derived_again, differences, earlier_raw, missing_closed, summaries_in
from yanpan.verify.slips import slips_held, slips_locked
from yanpan.verify.verdict import Verdict

PAGE = "report.html"
_ANY: TypeAdapter[AnySummary] = TypeAdapter(AnySummary)
_REPEATED_BY_DESIGN = ("lead", "note")
"""The findings at the head of a report say again what its body says; two tables may have one source."""


def verify(project: Project, home: Path, raw: Path, *, edition: str = "internal", derive: bool = True) -> Verdict:
    """Everything that can be checked of the edition in `home` against the raw files in `raw`.

    UserError if `home` holds no finished reports. `derive=False`: without deriving every fact again, which runs all
    notebooks.
    """
    kept = read_parameters(home)
    if kept is None:
        raise UserError(f"{home} 里没有 params.json，不是一次完整运行的结果；请先运行 yanpan run。")
    villages = sorted(path.name for path in (home / "villages").glob("*") if path.is_dir())
    finished = summaries_in(home, villages)
    if not finished:
        raise UserError(f"{home} 里没有完成的报告，无从核验。")
    verdict = Verdict(reports=len(finished))
    rules, terms = _rules(kept), _terms(kept)
    folder = RawFolder(raw, project.root / "data" / "raw")
    for summary in finished.values():
        _one(verdict, summary, _folder(home, summary), folder, rules, terms)
    quarters: dict[str, QuarterSummary] = {}
    for place in further(home):
        verdict.reports += 1
        summary = read_any(place)
        _one(verdict, summary, place, folder, rules, terms)
        if isinstance(summary, QuarterSummary):
            quarters[place.name] = summary
            verdict.lock += slips_locked(summary, set_terms=terms)
            verdict.formats += slips_held(summary, place)
            verdict.slip_sheets += len(summary.slips)
    verdict.links += dead_links(home)
    if derive:
        verdict.remarks += [
            f"{name} 与生成报告时不同或已不在，依它更正的数据可能对不上。"
            for name in missing_closed(kept, project.params)
        ]
        verdict.remarks += [
            f"批次 {name} 的原始材料不在，与它的对比推不出来。"
            for name in kept.earlier
            if earlier_raw(name, raw, project) is None
        ]
        again = derived_again(home, raw, kept, project, edition=edition, quarters=tuple(quarters))
        for owner, summary in (*finished.items(), *quarters.items()):
            verdict.derived += differences(summary, again.get(owner))
        verify_archives(verdict, project, archives_of(home, edition), edition=edition, set_terms=terms)
    return verdict


def archives_of(home: Path, edition: str) -> Path:
    """Where the performance files of an edition lie, from the folder of the edition's reports."""
    return home.parent / WHAT if edition == "internal" else home.parent.parent / WHAT / edition


def further(home: Path) -> list[Path]:
    """Folders of the edition's other reports: quarters, the method. What the method prints is not derived again."""
    found = (*sorted((home / "quarterly").glob("*")), home / "method")
    return [folder for folder in found if (folder / SUMMARY).is_file()]


def read_any(folder: Path) -> Summary:
    """The summary in a report's folder; UserError if it is damaged."""
    try:
        return _ANY.validate_json((folder / SUMMARY).read_bytes())
    except ValidationError:
        raise UserError(f"{folder.name} 里的 {SUMMARY} 已损坏，请重新生成这份报告。") from None


def _one(
    verdict: Verdict, summary: Summary, folder: Path, raw: RawFolder, rules: Rules, terms: tuple[str, ...]
) -> None:
    verdict.hold_facts(summary, raw, summary.owner)
    if not (folder / PAGE).is_file():
        verdict.remarks.append(f"{summary.owner} 没有网页版报告，数字锁和校对没有做。")
        return
    page = read_page(folder / PAGE)
    framed = words_on_paper(summary.official) if isinstance(summary, TownshipSummary) and summary.official else ""
    verdict.hold_page(page, summary, folder, summary.owner, set_terms=terms, framed=framed)
    verdict.slips += slips(page, summary.owner, rules)


def slips(page: Page, report: str, rules: Rules) -> Iterator[Fault]:
    """What a proofreader would mark in a page."""
    for block in page.blocks:
        for slip in proofread(block.text, rules):
            yield Fault(report, block.place, slip.quote, f"{slip.code} {slip.advice}")
    said = [block.text for block in page.blocks if block.running and block.style not in _REPEATED_BY_DESIGN]
    for slip in said_twice(said):
        yield Fault(report, "全文", slip.quote, f"{slip.code} {slip.advice}")


def _folder(home: Path, summary: Summary) -> Path:
    return home / "township" if summary.owner == TOWNSHIP else home / "villages" / summary.owner


def _rules(kept: KeptParameters) -> Rules:
    text = kept.texts.get("proof.yml")
    return Rules() if text is None else parse_model(text, Rules, name="proof.yml")


def _terms(kept: KeptParameters) -> tuple[str, ...]:
    return parse_model(kept.texts["phrases.yml"], PhraseBook, name="phrases.yml").set_terms
