"""Rules across tables that the analyst should look at: R01–R04 here, the others in `consistency`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.analysis.duplicates import twins
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding
from yanpan.findings.subject import Subject
from yanpan.findings.village.consistency import consistency
from yanpan.findings.village.problems import Found
from yanpan.findings.village.team import vacancies
from yanpan.summary import Notice

_COMPLETE = re.compile(r"(?:班子|两委”?|职数|人员)[^，。；]{0,6}(?:健全|齐全|配齐)")
_QUOTED = re.compile(r"“([^”]+)”")
_HONOUR_WORDS = ("招牌", "称号", "荣誉", "示范村", "牌子")
_RANKS = {"全国": "国家", "国家级": "国家", "省级": "省", "市级": "市"}
CLAIMS = ("routine_records", "talks", "document_checks")
_TEXT_COLUMNS = {"routine_records": "gist", "talks": "gist", "document_checks": "issue"}


def notices(subject: Subject, problems: list[Found], achievements: list[Finding]) -> list[Notice]:
    """Every rule between tables that fired, in the rules' order."""
    return [
        *complete_team(subject),
        *honours_in_problems(subject, problems),
        *honours_left_out(subject, achievements),
        *one_sided(subject),
        *previous_term(subject),
        *consistency(subject, problems, achievements),
    ]


def _notice(subject: Subject, code: str, message: str, *facts: str) -> Notice:
    return Notice(code=code, owner=subject.village, message=message, facts=facts)


def complete_team(subject: Subject) -> Iterator[Notice]:
    """R01: the register of posts shows a vacancy, so nothing may call the team complete; records that do are named."""
    empty = vacancies(subject)
    if not empty:
        return
    posts = "、".join(post.text("post") for post in empty)
    claims = [row for table in CLAIMS for row in subject.rows(table).each() if _claims(row)]
    places = "、".join(f"{row.text('source_file')}第{row.text('source_row')}行" for row in claims)
    told = f"；{places}却记有班子健全，请核实" if claims else ""
    yield _notice(subject, "R01", f"职数表有空缺（{posts}），报告不写班子健全{told}。")


def _claims(row: Row) -> bool:
    return bool(_COMPLETE.search(row.text(_TEXT_COLUMNS[row.table])))


def honours_in_problems(subject: Subject, problems: list[Found]) -> Iterator[Notice]:
    """R02: a problem speaks of an honour that the register of honours does not hold at that level."""
    held = subject.rows("honours")
    for found in problems:
        text = found.gist.text
        if not any(word in text for word in _HONOUR_WORDS):
            continue
        rank = next((level for word, level in _RANKS.items() if word in text), None)
        for term in _QUOTED.findall(text):
            match = [row for row in held.each() if term in row.text("name") and rank in (None, row.text("level"))]
            earlier = [row for row in match if int(row.number("year") or 0) < subject.round.term_start.year]
            if earlier and len(earlier) == len(match):
                name, year = earlier[0].text("name"), earlier[0].text("year")
                message = f"问题里提到的“{term}”即{name}，{year}年授予、在本届之前；成绩部分已注明年份。"
                yield _notice(subject, "R02", message, found.gist.key)
            if not match:
                named = f"{rank}级“{term}”" if rank else f"“{term}”"
                message = f"问题里提到{named}荣誉，创先争优台账没有这一项，成绩部分也就没有写；请核实后补录。"
                yield _notice(subject, "R02", message, found.gist.key)


def honours_left_out(subject: Subject, achievements: list[Finding]) -> Iterator[Notice]:
    """R02, the other way: an honour of the nation or the province that no achievement tells."""
    told = {fact.text for finding in achievements for fact in finding.facts}
    for row in subject.rows("honours").each():
        if row.text("level") in ("国家", "省") and row.text("name") not in told:
            yield _notice(subject, "R02", f"{row.text('level')}级荣誉“{row.text('name')}”没有写进成绩。")


def one_sided(subject: Subject) -> Iterator[Notice]:
    """R03: a cooperation between villages that only one side has registered."""
    rows = Rows("cooperations", subject.tables["cooperations"]).equal(kind="跨村联建")
    sides: dict[str, set[str]] = {}
    for row in rows.each():
        sides.setdefault(row.text("project"), set()).add(row.text("village"))
    for row in rows.equal(village=subject.village).each():
        partner = row.text("partner")
        ids = {partner, *(village for village, name in subject.names.items() if name == partner)}
        if not ids & sides[row.text("project")]:
            name = subject.names.get(partner, partner)
            yield _notice(subject, "R03", f"跨村联建 {row.text('project')} 只有本方登记，{name}没有同一项目号的记录。")


def previous_term(subject: Subject) -> Iterator[Notice]:
    """R04: documents from before the present term; told, not scored."""
    for item in subject.analysis.documents.previous_term:
        place = "、".join(str(source) for source in item.sources)
        yield _notice(subject, "R04", f"“{item.item}”资料属上届（{place}），只作说明，不计分。")


def written_twice(subject: Subject, *, least: float) -> Iterator[Notice]:
    """R08: two problems of the village say nearly the same thing; both stay."""
    gists = subject.rows("problems").frame.set_index("problem")["gist"]
    for pair in twins(subject.rows("problems").frame, least=least):
        said = f"{pair.first}“{gists[pair.first]}”与{pair.second}“{gists[pair.second]}”"
        message = f"问题清单里{said}表述相近，可能是同一问题登记了两次；现仍按两条统计，请核对。"
        yield _notice(subject, "R08", message)
