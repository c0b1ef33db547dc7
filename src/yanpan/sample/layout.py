"""How the tables lie in files: titles, merged headings, footers, encodings, a survey platform's export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yanpan.sample import survey
from yanpan.sample.model import SYMBOL, Row, Tables, Value
from yanpan.schema import BY_NAME
from yanpan.schema.values import SATISFACTION_ITEMS
from yanpan.workbooks import Sheet

BIG = 60
"""From so many villages on, a round's tables are written as plain csv files."""
TOGETHER = ("离任干部", "下派锻炼", "后备人才")
"""Tables handed in as sheets of one workbook, named after the first one."""
TITLED = {"职数": "青禾镇村（社区）两委职数统计表", "产业发展": "产业发展台账", "资料查阅": "资料查阅登记"}
FOOTED = ("产业发展", "票表回收", "教育培训")
"""Tables that end with the names of who filled them in."""
TOTALLED = {"票表回收": ("发出", "收回", "有效", "无效")}
"""Tables with a 合计 row, and the columns it adds up."""
HELPED = ("党建任务",)
"""Tables with a hidden column of running numbers."""
CSV = {"活动": "utf-8-sig", "月督查": "gb18030", "重点工作": "utf-8"}
OWN_FILES = {"V01": "满意度测评表_河口社区", "V02": "满意度测评表（青山村）"}
"""Villages whose satisfaction forms come in a file of their own, without a village column or with a merged one."""
MERGED = "V01"
GBK_QUESTIONNAIRE = ("V03", "问卷调查表_新桥村")
SURVEY_EXPORT = ("V05", "问卷调查表_云峰村", "云峰村")


@dataclass(frozen=True)
class Piece:
    """One sheet (or csv file) of the hand-in: which rows of which table it holds and where its data begin."""

    file: str
    sheet: Sheet
    table: str
    rows: tuple[Row, ...]
    first_row: int
    encoding: str = ""
    """Set for csv files."""

    def row_number(self, index: int) -> int:
        """Row of the spreadsheet that the row with that index stands in."""
        return self.first_row + index


def headings(table: str) -> list[str]:
    """Headings of a table in the schema's order, those apart that only the program's own files carry."""
    return [column.zh for column in BY_NAME[table].columns if not column.absent_ok]


def lay_out(tables: Tables, *, plain: bool = False) -> list[Piece]:
    """All pieces of the hand-in, in order of file. `plain`: every table as one csv file, as for a large township."""
    large = plain or len(tables["村社名册"]) > BIG
    pieces: list[Piece] = []
    for table, rows in tables.items():
        if table not in BY_NAME:
            continue
        pieces += [_plain_csv(table, rows)] if large else list(_pieces(table, rows))
    return sorted(pieces, key=lambda piece: (piece.file, piece.sheet.name))


def _plain_csv(table: str, rows: Sequence[Row]) -> Piece:
    cells: list[list[Value]] = [[*headings(table)], *(_cells(row, headings(table)) for row in rows)]
    return Piece(f"{table}.csv", Sheet(table, cells), table, tuple(rows), 2, "utf-8")


def _pieces(table: str, rows: Sequence[Row]) -> Iterator[Piece]:
    if table == "满意度测评表":
        yield from _satisfaction(rows)
    elif table == "问卷调查表":
        yield from _questionnaires(rows)
    elif table in CSV:
        yield replace(_plain_csv(table, rows), encoding=CSV[table])
    else:
        name = TOGETHER[0] if table in TOGETHER else table
        title, footer = TITLED.get(table), table in FOOTED
        yield _sheet(f"{name}.xlsx", table, rows, headings(table), title=title, footer=footer)


def _cells(row: Row, columns: Sequence[str]) -> list[Value]:
    return [row.get(heading) for heading in columns]


def _sheet(
    file: str,
    table: str,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    title: str | None = None,
    footer: bool = False,
) -> Piece:
    top: list[list[Value]] = [[title]] if title else []
    bottom: list[list[Value]] = [["填表人：镇党群办", None, "审核人：镇党群办"]] if footer else []
    body = [_cells(row, columns) for row in rows]
    totals = [_total(rows, columns, TOTALLED[table])] if table in TOTALLED else []
    cells: list[list[Value]] = [*top, [*columns], *body, *totals, *bottom]
    hidden: tuple[int, ...] = ()
    if table in HELPED:
        cells = [[*row, "序号" if number == 0 else number] for number, row in enumerate(cells)]
        hidden = (len(columns) + 1,)
    merged = ((1, 1, 1, len(columns)),) if title else ()
    sheet = Sheet(table, cells, merged, hidden, heading_rows=(len(top) + 1,))
    return Piece(file, sheet, table, tuple(rows), len(top) + 2)


def _total(rows: Sequence[Row], columns: Sequence[str], added: Sequence[str]) -> list[Value]:
    sums: dict[str, Value] = {heading: sum(int(row[heading] or 0) for row in rows) for heading in added}
    return ["合计", *(sums.get(heading) for heading in columns[1:])]


def _satisfaction(rows: Sequence[Row]) -> Iterator[Piece]:
    """Two-row headings with the eight items under one merged cell; two villages in files of their own."""
    shared = [row for row in rows if row["村"] not in OWN_FILES]
    yield _two_row_heading("满意度测评表.xlsx", "满意度测评表", shared, headings("满意度测评表"))
    for village, file in OWN_FILES.items():
        own = [row for row in rows if row["村"] == village]
        if own:
            columns = headings("满意度测评表")[0 if village == MERGED else 1 :]
            yield _two_row_heading(f"{file}.xlsx", "满意度测评表", own, columns, one_village=village == MERGED)


def _two_row_heading(
    file: str, table: str, rows: Sequence[Row], columns: Sequence[str], *, one_village: bool = False
) -> Piece:
    items = list(SATISFACTION_ITEMS.values())
    start = list(columns).index(items[0]) + 1
    upper: list[Value] = [
        "八项评价" if heading == items[0] else (None if heading in items else heading) for heading in columns
    ]
    lower: list[Value] = [heading if heading in items else None for heading in columns]
    body = [_cells(row, columns) for row in rows]
    single = tuple((2, i, 3, i) for i, heading in enumerate(columns, start=1) if heading not in items)
    merged = ((1, 1, 1, len(columns)), (2, start, 2, start + len(items) - 1), *single)
    if one_village and len(body) > 1:
        body = [body[0], *([None, *row[1:]] for row in body[1:])]
        merged = (*merged, (4, 1, 3 + len(body), 1))
    cells: list[list[Value]] = [["群众满意度测评表汇总"], upper, lower, *body]
    return Piece(file, Sheet(table, cells, merged, heading_rows=(1, 2, 3)), table, tuple(rows), 4)


def _questionnaires(rows: Sequence[Row]) -> Iterator[Piece]:
    special = {GBK_QUESTIONNAIRE[0], SURVEY_EXPORT[0]}
    shared = [row for row in rows if row["村"] not in special]
    yield _sheet("问卷调查表.xlsx", "问卷调查表", shared, headings("问卷调查表"))
    own = [row for row in rows if row["村"] == GBK_QUESTIONNAIRE[0]]
    if own:
        columns = headings("问卷调查表")[1:]
        cells: list[list[Value]] = [[*columns], *(_cells(row, columns) for row in own)]
        file = f"{GBK_QUESTIONNAIRE[1]}.csv"
        yield Piece(file, Sheet("问卷调查表", cells), "问卷调查表", tuple(own), 2, "gb18030")
    online = [row for row in rows if row["村"] == SURVEY_EXPORT[0]]
    if online:
        exported = survey.export(online, SURVEY_EXPORT[2])
        yield Piece(f"{SURVEY_EXPORT[1]}.xlsx", Sheet("问卷调查表", exported), "问卷调查表", tuple(online), 2)


def symbols(pieces: Sequence[Piece]) -> dict[str, str]:
    """`表名@symbol` -> `表名#id or row`, for the evidence column of the problem register."""
    found: dict[str, str] = {}
    for piece in pieces:
        schema = BY_NAME[piece.table]
        id_heading = schema.by_key[schema.id_column].zh if schema.id_column else None
        for index, row in enumerate(piece.rows):
            if row.get(SYMBOL):
                place = row[id_heading] if id_heading else piece.row_number(index)
                found[f"{piece.table}{SYMBOL}{row[SYMBOL]}"] = f"{piece.table}#{place}"
    return found
