"""What the intake changed on the way from a cell to its value, each with its rule; nothing is changed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yanpan.chinese.parse import squeeze
from yanpan.intake.columns import keys_of
from yanpan.intake.faults import shown
from yanpan.intake.files import table_of
from yanpan.intake.grid import Cell, Grid, as_text
from yanpan.intake.names import VillageNames
from yanpan.intake.reading import Reading
from yanpan.schema import Column, Kind, Level, Table

RULES = {
    "N01": "编码转换",
    "N02": "全角转半角、去空格",
    "N03": "同义写法、勾选符号",
    "N04": "日期写法",
    "N05": "数字、约数和单位",
    "N06": "合并单元格、表头上方的标题行",
    "N07": "合计、页脚和空行不作数据",
    "N08": "别名、旧村名对应到村",
    "N09": "完全相同的重复行并为一行",
    "N10": "空白写法按缺失计",
    "N11": "同一题勾两项按缺失计",
    "N20": "锁文件跳过",
    "更正": "按更正清单改正",
}
"""Rules by which something may change, in Chinese."""

FIGURES = (Kind.INT, Kind.NUMBER, Kind.QUANTITY, Kind.YEAR)
DATES = (Kind.DATE, Kind.MONTH, Kind.PERIOD)


@dataclass(frozen=True, slots=True)
class Change:
    """One change and its place. `before` and `after` are None where the cell's level keeps its content off the page."""

    rule: str
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    before: str | None = ""
    after: str | None = ""


def changes_in(
    grid: Grid,
    rows: list[int],
    column: Column,
    read: tuple[list[Cell], list[Reading]],
    table: Table,
    names: VillageNames,
) -> Iterator[Change]:
    """Changes of a column's accepted cells; equal cells are looked at once."""
    places = list(zip(keys_of(read[0]), map(id, read[1]), strict=True))
    different = dict(zip(places, zip(*read, strict=True), strict=True))
    found = {place: change for place, pair in different.items() if (change := _change(*pair, column, names))}
    if not found:
        return
    open_ = is_open(table, column)
    for row, cell, place in zip(rows, read[0], places, strict=True):
        if place in found:
            rule, text = found[place]
            before, after = (shown(as_text(cell)), shown(text)) if open_ else (None, None)
            yield Change(rule, grid.file, grid.name, row + 1, column.zh, before, after)


def is_open(table: Table, column: Column | None) -> bool:
    """Whether a page for the township may show what stands in the column's cells: level L2 at most."""
    return (table.level if column is None else table.level_of(column.key)) <= Level.L2


def may_show(file: str, sheet: str, heading: str) -> bool:
    """The same by the names that a fault carries; False where the table is not known."""
    table = table_of(sheet)[0] or table_of(Path(file).stem)[0]
    return table is not None and is_open(table, table.by_heading.get(heading))


def _change(cell: Cell, reading: Reading, column: Column, names: VillageNames) -> tuple[str, str] | None:
    """Rule and new text; None if the cell says already what its value says, or if it is refused."""
    text, value = as_text(cell), reading.value
    if reading.code == "W08":
        return "N11", "缺失"
    if reading.code or not text:
        return None
    if value is None:
        return "N10", "缺失"
    if isinstance(value, bool):
        return None if text in ("是", "否") else ("N03", "是" if value else "否")
    if column.kind in FIGURES:
        return _figure(text, reading, column)
    return None if str(value) == text else _word(text, str(value), column, names)


def _figure(text: str, reading: Reading, column: Column) -> tuple[str, str] | None:
    plain = f"{reading.value:.15g}"
    after = f"{'' if reading.bound in (None, '=') else reading.bound}{plain}{column.unit if _fixed(column) else ''}"
    if plain == text:
        return None
    return ("N02" if squeeze(text) == plain else "N05"), after


def _fixed(column: Column) -> bool:
    return not column.unit.startswith("见")


def _word(text: str, value: str, column: Column, names: VillageNames) -> tuple[str, str] | None:
    official = names.official.get(value)
    if official is not None and column.kind is not Kind.ENUM:
        plain = squeeze(text) in (squeeze(official), value)
        return None if text == official else ("N02" if plain else "N08", f"{value} {official}")
    if column.kind in DATES:
        return "N04", value
    same = squeeze(text) == squeeze(value)
    return ("N02" if same or column.kind is Kind.TEXT else "N08" if _villages(value, names) else "N03"), value


def _villages(value: str, names: VillageNames) -> bool:
    return all(part in names.official for part in value.split("、"))
