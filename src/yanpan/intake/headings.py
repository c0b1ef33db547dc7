"""Where a sheet's headings stand (title rows above, one to three merged rows) and which column each one names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yanpan.chinese.parse import squeeze
from yanpan.intake.faults import Fault
from yanpan.intake.grid import Grid, as_text
from yanpan.intake.heading_names import columns_named
from yanpan.schema import TABLES, Column, Table
from yanpan.schema.prefilled import CONTEXT

SEARCH_ROWS = 15
DEPTHS = (1, 2, 3)
IGNORED = frozenset({"序号", "备注", "村序号", *CONTEXT})
"""Headings that any sheet may carry; their cells are not read."""


@dataclass(frozen=True)
class Layout:
    """A table's headings in a sheet: index of the column of each key, first row of data, headings as handed in."""

    table: Table
    columns: dict[str, int]
    first_row: int
    heading_rows: frozenset[tuple[str, ...]]
    """Texts of the heading rows, to know them again where a sheet repeats them on every page."""


@dataclass(frozen=True)
class Attempt:
    """One reading of the headings: rows `top` to `top + depth - 1`."""

    top: int
    depth: int
    columns: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...] = ()

    @property
    def score(self) -> tuple[int, int, int, int]:
        """More known headings first, then fewer unknown, fewer rows, higher up."""
        return len(self.columns), -len(self.unknown), -self.depth, -self.top


@dataclass(frozen=True)
class Stacks:
    """Heading texts over each column that has any, lowest first, if the headings are `depth` rows from `top` on.

    With each: the column that they name, by key of the table; the lowest text that names one counts.
    """

    top: int
    depth: int
    columns: tuple[tuple[int, list[str], Mapping[str, str]], ...]
    tables: frozenset[str]
    """Keys of the tables of which any column is named."""


def find_layout(grid: Grid, table: Table, *, village_known: bool) -> tuple[Layout | None, list[Fault]]:
    """The layout, with every fault of the headings. None where no row of the sheet looks like this table's headings."""
    stacks = _all_stacks(grid)
    best = _best_attempt(stacks, grid, table)
    needed = [c for c in table.columns if c.required and not (village_known and c.key == table.village_column)]
    if best is None or len(best.columns) < max(1, (len(needed) + 1) // 2) or _is_other(stacks, grid, best, needed):
        return None, [Fault("ERR02", grid.file, grid.name, expected=_nearest(stacks, grid, table), advice=ADVICE)]
    faults = [*_forbidden(grid, table, best), *_differences(grid, best, table, village_known=village_known)]
    heading_rows = range(best.top, best.top + best.depth)
    return Layout(table, best.columns, _first_data_row(grid, best), _texts(grid, heading_rows)), faults


def _is_other(stacks: list[Stacks], grid: Grid, best: Attempt, needed: list[Column]) -> bool:
    """Whether headings that lack columns of this table are all that another table needs, and more."""
    if all(column.key in best.columns for column in needed):
        return False
    others = ((other, _best_attempt(stacks, grid, other)) for other in TABLES.values())
    return any(
        found is not None
        and len(found.columns) > len(best.columns)
        and all(column.key in found.columns for column in other.columns if column.required)
        for other, found in others
    )


ADVICE = "请按空白表的表头改正"


def _best_attempt(stacks: list[Stacks], grid: Grid, table: Table) -> Attempt | None:
    """The reading of the headings that knows most columns; None if none knows any."""
    readings = [_attempt(grid, table, own) for own in stacks if table.key in own.tables]
    return max(readings, key=lambda attempt: attempt.score, default=None)


def _attempt(grid: Grid, table: Table, stacks: Stacks) -> Attempt:
    columns: dict[str, int] = {}
    unknown, twice = [], []
    for index, parts, named in stacks.columns:
        key = named.get(table.key)
        if key is None:
            if index not in grid.hidden or any(word in squeeze(parts[0]) for word in table.forbidden):
                unknown.append(parts[0])
        elif key in columns:
            twice.append(parts[0])
        else:
            columns[key] = index
    return Attempt(stacks.top, stacks.depth, columns, tuple(unknown), tuple(twice))


def _all_stacks(grid: Grid) -> list[Stacks]:
    """What stands over the columns under every guess at where the headings are: one reading serves all tables."""
    tops = range(min(SEARCH_ROWS, len(grid.rows)))
    return [_stacks(grid, top, depth) for top in tops for depth in DEPTHS]


def _stacks(grid: Grid, top: int, depth: int) -> Stacks:
    columns = []
    for index in range(grid.width(top, depth)):
        if parts := _stack(grid, index, top, depth):
            named: dict[str, str] = {}
            for text in ("".join(reversed(parts)), *reversed(parts)):
                named |= columns_named(text)
            columns.append((index, parts, named))
    return Stacks(top, depth, tuple(columns), frozenset().union(*(named for _, _, named in columns)))


def _stack(grid: Grid, column: int, top: int, depth: int) -> list[str]:
    """Heading texts over a column, lowest first, merged cells filled, blanks and repetitions left out."""
    texts = [as_text(_merged_value(grid, row, column)) for row in range(top + depth - 1, top - 1, -1)]
    return list(dict.fromkeys(text for text in texts if text))


def _merged_value(grid: Grid, row: int, column: int) -> str:
    for block in grid.merged:
        if block.top <= row <= block.bottom and block.left <= column <= block.right:
            return as_text(grid.at(block.top, block.left))
    return as_text(grid.at(row, column))


def _first_data_row(grid: Grid, best: Attempt) -> int:
    last = best.top + best.depth - 1
    ends = [block.bottom for block in grid.merged if best.top <= block.top <= last]
    return max([last, *ends]) + 1


def _texts(grid: Grid, rows: Iterable[int]) -> frozenset[tuple[str, ...]]:
    return frozenset(row_texts(grid, row) for row in rows)


def row_texts(grid: Grid, row: int) -> tuple[str, ...]:
    """The row's non-blank texts, squeezed: equal for a heading row that is repeated further down."""
    return tuple(text for cell in grid.rows[row] if (text := squeeze(as_text(cell)))) if row < len(grid.rows) else ()


def _forbidden(grid: Grid, table: Table, best: Attempt) -> list[Fault]:
    words = [h for h in best.unknown if any(word in squeeze(h) for word in table.forbidden)]
    row = best.top + best.depth
    return [
        Fault("ERR12", grid.file, grid.name, row, h, expected="只交结论和日期", advice="请删去这一列后重交")
        for h in words
    ]


def _differences(grid: Grid, best: Attempt, table: Table, *, village_known: bool) -> list[Fault]:
    """Unknown, repeated and missing headings; an unknown one that is nearest to a missing one is told once."""
    row = best.top + best.depth
    absent = {c.zh: c for c in table.columns if c.key not in best.columns and not c.absent_ok}
    if village_known:
        absent = {zh: c for zh, c in absent.items() if c.key != table.village_column}
    faults = [Fault("ERR02", grid.file, grid.name, row, h, expected="这一列出现了两次") for h in best.twice]
    for heading in best.unknown:
        if squeeze(heading) in IGNORED or any(word in squeeze(heading) for word in table.forbidden):
            continue
        near = difflib.get_close_matches(squeeze(heading), absent, n=1, cutoff=0.4)
        expected = f"《{table.zh}》没有这一列" + (f"，最接近的是“{near[0]}”" if near else "")
        faults.append(Fault("ERR02", grid.file, grid.name, row, heading, expected=expected, advice=ADVICE))
        absent.pop(near[0], None) if near else None
    missing = [zh for zh, column in absent.items() if column.required]
    faults += [Fault("ERR02", grid.file, grid.name, row, zh, expected="缺少这一列", advice=ADVICE) for zh in missing]
    optional = "、".join(zh for zh, column in absent.items() if not column.required)
    return [*faults, *([Fault("W03", grid.file, grid.name, expected=f"按空白处理：{optional}")] if optional else [])]


def _nearest(stacks: list[Stacks], grid: Grid, table: Table) -> str:
    """Which template the sheet is nearest to, and how it differs from the one it should be."""
    attempts = {other.zh: best for other in TABLES.values() if (best := _best_attempt(stacks, grid, other))}
    if not attempts:
        return f"前 {SEARCH_ROWS} 行里找不到《{table.zh}》的表头"
    near = max(attempts, key=lambda zh: attempts[zh].score)
    own = attempts.get(table.zh)
    lacking = "、".join(c.zh for c in table.columns if own is None or c.key not in own.columns)
    return f"要《{table.zh}》的表头，最接近的模板是《{near}》，缺少：{lacking}"
