"""Papers for the committee's meeting: a one-page sheet per village (Word and PDF) and the form 党委定档 to fill in.

They lie in `outputs/<round>/committee/定档/`, made from the summaries of the committee's edition and nowhere else.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from yanpan.batch.plan import Plan
from yanpan.batch.summaries import read_village
from yanpan.export.body import Body
from yanpan.export.clean import parse
from yanpan.export.outline import contents
from yanpan.export.write import export_body
from yanpan.forms.decisions import NAME, Candidate, write_decision_form
from yanpan.schema.values import GRADES, Target
from yanpan.summary import DecisionSheet, VillageSummary

FOLDER = "定档"
FORMATS = ("pdf", "docx")
NOTE = "依据和数据出处见该村报告（党委专题会版）；摸底等密件另行启封，没有计入建议档次。本单会后收回。"
_BLANK = "　"
_LEFT = "text-align: left"


def write_papers(plan: Plan) -> Path | None:
    """Write sheets and form into the committee's edition; their folder. None in other editions.

    Only villages that the run executed get a new sheet, as the others have theirs; a village without a report has none.
    """
    if plan.edition != "committee":
        return None
    folder, made = plan.home / FOLDER, plan.home / ".staging" / FOLDER
    found = {village: read_village(plan.home / "villages" / village) for village in plan.roster}
    sheets = {village: summary for village, summary in found.items() if summary is not None and summary.decision}
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for village, summary in sheets.items():
        _sheet(summary, folder, made, again=village not in plan.kept)
    write_decision_form(made / NAME, list(candidates(list(sheets.values()))))
    shutil.rmtree(folder, ignore_errors=True)
    made.replace(folder)
    return folder


def _sheet(summary: VillageSummary, folder: Path, made: Path, *, again: bool) -> None:
    """The village's sheet in both formats: taken over from the former folder, or made anew."""
    stem = f"{summary.owner}定档审议单"
    names = [f"{stem}.{form}" for form in FORMATS]
    if not again and all((folder / name).is_file() for name in names):
        for name in names:
            shutil.copyfile(folder / name, made / name)
        return
    export_body(sheet_body(summary), made, FORMATS, stem=stem)


def candidates(summaries: Sequence[VillageSummary]) -> Iterator[Candidate]:
    """Rows of the form: each team, then its members, roster order."""
    for summary in summaries:
        sheet = summary.decision
        if sheet is None:
            continue
        label = sheet.label or "不作判断"
        yield Candidate(Target.TEAM, summary.owner, f"{summary.name}班子", summary.grade or "未提出", label)
        for each in sheet.members:
            named = f"{each.name}（{each.posts}）"
            yield Candidate(Target.MEMBER, each.member, named, each.suggested or "未提出", each.label or "不作判断")


def sheet_body(summary: VillageSummary) -> Body:
    """The sheet as the exporters take it. ValueError if the summary is not of the committee's edition."""
    if summary.decision is None:
        raise ValueError(summary.owner)
    title = f"{summary.name}“两委”班子定档审议单"
    rows = "".join(
        f'<tr><th scope="row" style="{_LEFT}">{escape(name)}</th><td style="{_LEFT}">{content}</td></tr>'
        for name, content in _rows(summary, summary.decision)
    )
    root = parse(
        f"<h1>{escape(title)}</h1><table><caption>供党委专题会使用</caption>"
        f'<thead><tr><th scope="col">项目</th><th scope="col">内容</th></tr></thead><tbody>{rows}</tbody></table>'
        f'<p class="note">{NOTE}</p>'
    )
    return Body(root, title, contents(root), summary.model_copy(update={"facts": (), "rows": (), "warnings": ()}))


def _rows(summary: VillageSummary, sheet: DecisionSheet) -> Iterator[tuple[str, str]]:
    """Name and HTML of each line; what came from data is escaped here."""
    reasons = [f"{number}. {reason}。" for number, reason in enumerate(sheet.reasons, start=1)]
    yield "建议档次", escape(f"{sheet.suggested}。", quote=False)
    yield "稳定性", escape(sheet.firmness, quote=False)
    yield "主要理由", "<br>".join(escape(line, quote=False) for line in reasons) or "—"
    yield "怎样会变", escape(sheet.changes, quote=False)
    doubts = f"四源互证中：{sheet.doubts}。" if sheet.doubts else "四源互证没有矛盾或来源不足的方面。"
    yield "尚待核实", escape(doubts, quote=False)
    yield "党委定档", _BLANK.join(f"□ {grade}{_BLANK}" for grade in GRADES)
    yield "定档理由（与建议不同时必填）", "<br>".join([_BLANK] * 7)
    yield "会议日期", f"{_BLANK * 4}年{_BLANK * 2}月{_BLANK * 2}日"
    yield "主持人签字", "<br>".join([_BLANK] * 2)
