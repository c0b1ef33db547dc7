"""整改台账.xlsx: the rectification ledger as a workbook that an office can go on with; same input, same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yanpan.errors import UserError
from yanpan.findings.make import Row
from yanpan.findings.township.data import TownshipData
from yanpan.report.evidence_rows import graded
from yanpan.schema import TABLES, Level
from yanpan.summary import Problem, TownshipSummary

NAME = "整改台账.xlsx"
SHEET = "整改台账"
VILLAGE = "村（社区）"
COLUMNS = (
    ("问题编号", 14),
    (VILLAGE, 12),
    ("主题", 16),
    ("问题", 42),
    ("严重程度", 10),
    ("证据", 26),
    ("整改方向", 26),
    ("具体措施", 42),
    ("责任人", 12),
    ("完成时限", 13),
    ("状态", 10),
    ("回访满意", 10),
    ("销号日期", 13),
)
STATUS = 10
REVISIT = 11
"""Positions of the columns with a drop-down."""

HEAD_ROW = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINE = Side(style="thin", color="999999")


def ledger_bytes(summary: TownshipSummary) -> bytes:
    """The workbook: title, note, head, one row a problem, drop-downs for status and revisit. Text stays text.

    Bytes depend on the summary only: fixed dates in the archive, document dates from `as_of`.
    """
    check_levels(name for name, _ in COLUMNS)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, summary)
    _drop_downs(sheet, last=HEAD_ROW + max(len(summary.problems), 1))
    _lay_out(sheet, len(summary.problems))
    day = dt.datetime.fromisoformat(summary.as_of)
    book.properties.created = book.properties.modified = day
    book.properties.creator = "yanpan"
    book.properties.title = f"{summary.title}——{SHEET}"
    raw = io.BytesIO()
    book.save(raw)
    return _settled(raw.getvalue(), day)


def check_levels(columns: Iterable[str]) -> None:
    """UserError if one of the workbook's columns has no level in the schema, or one above the township's own."""
    table = TABLES["rectifications"]
    for column in columns:
        if graded(table, {VILLAGE: "村"}.get(column, column)) > Level.L2:
            raise UserError(f"“{table.zh}”的列“{column}”高于镇内使用的密级，不能写入台账。")


def ledger_rows(summary: TownshipSummary) -> Iterator[tuple[str, ...]]:
    """The cells of each problem, in the order of `COLUMNS`."""
    for problem in summary.problems:
        yield (
            problem.problem,
            summary.names.get(problem.owner, problem.owner),
            "、".join(problem.themes),
            problem.statement,
            problem.severity,
            "；".join(problem.evidence),
            problem.direction,
            problem.measure,
            problem.person,
            problem.deadline,
            problem.status,
            problem.revisit,
            problem.closed,
        )


def carried_problems(data: TownshipData) -> tuple[Problem, ...]:
    """Problems of earlier rounds whose rectification goes on in this one, as the ledger handed in tells them."""
    rows = data.rows("rectifications")
    earlier = rows.where(~rows.frame["problem"].isin(data.rows("problems").frame["problem"]))
    return tuple(_carried(row) for row in earlier.each())


def _carried(row: Row) -> Problem:
    revisited = row["revisit_ok"]
    return Problem(
        problem=row.text("problem"),
        owner=row.text("village"),
        themes=tuple(filter(None, row.text("themes").split("、"))),
        statement=row.text("statement"),
        evidence=tuple(filter(None, re.split("[;；]", row.text("evidence")))),
        severity=row.text("severity"),
        direction=row.text("direction"),
        measure=row.text("measure"),
        person=row.text("owner"),
        deadline=row.text("deadline"),
        status=row.text("status"),
        revisit="" if revisited is None else "是" if revisited else "否",
        closed=row.text("closed"),
    )


def _fill(sheet: Worksheet, summary: TownshipSummary) -> None:
    _write(sheet.cell(1, 1), f"{summary.title.removesuffix('报告')}问题整改台账")
    done = len(summary.villages) - len(summary.unfinished)
    unfinished = "、".join(summary.names.get(village, village) for village in summary.unfinished)
    note = f"截至 {summary.as_of}，{done}/{len(summary.villages)} 个村（社区），{len(summary.problems)} 条问题"
    _write(sheet.cell(2, 1), note + (f"；未完成：{unfinished}" if unfinished else ""))
    for column, (name, _) in enumerate(COLUMNS, start=1):
        _write(sheet.cell(HEAD_ROW, column), name)
    for number, cells in enumerate(ledger_rows(summary), start=HEAD_ROW + 1):
        for column, text in enumerate(cells, start=1):
            _write(sheet.cell(number, column), text)


def _write(cell: Cell | object, text: str) -> None:
    """Text as text: a leading = + - @ is no formula, here and when the cell is edited (quote prefix)."""
    if not isinstance(cell, Cell):
        raise TypeError("merged cells hold no text")
    cell.value = "".join(char for char in text if char >= " " or char in "\n\t")
    cell.data_type = "s"
    if text[:1] in "=+-@\t":
        cell.quotePrefix = bool(text)


def _drop_downs(sheet: Worksheet, *, last: int) -> None:
    status = TABLES["rectifications"].by_key["status"].allowed
    for position, choices in ((STATUS, status), (REVISIT, ("是", "否"))):
        letter = get_column_letter(position + 1)
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = f"请从列表中选：{'、'.join(choices)}", "不在列表中"
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet, rows: int) -> None:
    for column, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    end = get_column_letter(len(COLUMNS))
    for row, size in ((1, 16), (2, 10)):
        sheet.merge_cells(f"A{row}:{end}{row}")
        sheet.cell(row, 1).font = Font(name="宋体", size=size, bold=row == 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center" if row == 1 else "left")
    for row in range(HEAD_ROW, HEAD_ROW + rows + 1):
        for column in range(1, len(COLUMNS) + 1):
            _dress(sheet.cell(row, column), is_head=row == HEAD_ROW)
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{end}{HEAD_ROW + rows}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _dress(cell: Cell | object, *, is_head: bool) -> None:
    if isinstance(cell, Cell):
        quoted = cell.quotePrefix
        cell.font = Font(name="宋体", size=10, bold=is_head)
        cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if is_head else None)
        if is_head:
            cell.fill = PatternFill("solid", fgColor="EDEDED")
        cell.quotePrefix = quoted


def _settled(data: bytes, day: dt.datetime) -> bytes:
    """The archive with fixed member dates and the stated document date (openpyxl writes the time of saving)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _dated(content, day)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(member, content)
    return out.getvalue()


def _dated(core: bytes, day: dt.datetime) -> bytes:
    root = ElementTree.fromstring(core)
    for element in root.iter("{http://purl.org/dc/terms/}modified"):
        element.text = f"{day.isoformat()}Z"
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
