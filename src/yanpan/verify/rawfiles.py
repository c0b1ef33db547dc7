"""A second pair of eyes: rows of raw files read anew, by none of intake's code, and facts held against them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from yanpan.evidence import SourceRef
from yanpan.facts import Fact
from yanpan.schema import Bound
from yanpan.verify.fault import Fault

COPIED, COUNTED, SHARE = "照录", "按行计数", "满意与基本满意占表态票的比例"
_CONTENT, _BASE = ("满意", "基本满意"), ("满意", "基本满意", "不满意")
_OVERALL = "总体评价"
_HEAD_ROWS = 8
_CLOSE = 1e-9
_LEAST = re.compile(r"([0-9.]+)%以上")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class RawFolder:
    """A round's raw folder. Rows are numbered as the spreadsheet shows them; cells are text, squeezed.

    A file with another round's name in front (`2022-annual/满意度测评表.xlsx`) is looked for where that round lies:
    beside the folder, then below `rounds`.
    """

    def __init__(self, folder: Path, rounds: Path | None = None) -> None:
        self._places = (folder, folder.parent, *([rounds] if rounds else []))
        self._sheet = lru_cache(maxsize=256)(self._read)

    def rows(self, ref: SourceRef) -> list[tuple[str, ...] | None]:
        """Cells of each row that a reference names; None for one that is not there."""
        grid = self._sheet(ref.file, ref.sheet)
        return [grid[row - 1] if 0 < row <= len(grid) else None for row in ref.rows]

    def column(self, ref: SourceRef, heading: str) -> int | None:
        """Where a heading stands among the first rows of the sheet; None if it does not."""
        for row in self._sheet(ref.file, ref.sheet)[:_HEAD_ROWS]:
            if heading in row:
                return row.index(heading)
        return None

    def find(self, file: str) -> Path | None:
        """Where a file lies; None if it does not."""
        places = self._places if "/" in file else self._places[:1]
        return next((place / file for place in places if (place / file).is_file()), None)

    def _read(self, file: str, sheet: str) -> tuple[tuple[str, ...], ...]:
        path = self.find(file)
        if path is None:
            return ()
        if path.suffix.lower() == ".csv":
            return tuple(tuple(map(squeezed, row)) for row in csv.reader(_text(path.read_bytes()).splitlines()))
        try:
            grid = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, OSError):
            return ()
        return tuple(tuple(squeezed(cell) for cell in row) for row in grid)


def squeezed(cell: object) -> str:
    """A cell as text: compatibility forms made plain, no spaces, whole numbers without a decimal point.

    >>> squeezed("１７ 盏"), squeezed(3.0)
    ('17盏', '3')
    """
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "".join(unicodedata.normalize("NFKC", text).split())


def held_against(facts: Iterable[Fact], raw: RawFolder, report: str) -> tuple[int, list[Fault]]:
    """How many facts could be checked row by row, and those that do not fit: a row that is not there or empty,
    a value that its row does not hold, a count that is not the number of rows, a share counted anew that differs."""
    checked, faults = 0, []
    for fact in facts:
        if not fact.sources:
            continue
        reasons = list(_missing(fact, raw))
        if not reasons:
            known, reason = _against_rows(fact, raw)
            checked += known
            reasons = [reason] if reason else []
        faults += [Fault(report, fact.key, fact.text, reason) for reason in reasons]
    return checked, faults


def _missing(fact: Fact, raw: RawFolder) -> Iterator[str]:
    for ref in fact.sources:
        if raw.find(ref.file) is None:
            yield f"原始材料里没有文件 {ref.file}"
        elif lost := [row for row, cells in zip(ref.rows, raw.rows(ref), strict=True) if not cells or not any(cells)]:
            yield f"{ref.file} 第 {lost[0]} 行不存在或是空行"


def _against_rows(fact: Fact, raw: RawFolder) -> tuple[bool, str]:
    """Whether the fact can be checked on its rows, and why it fails."""
    count = sum(len(ref.rows) for ref in fact.sources)
    if fact.method == COUNTED:
        return True, "" if fact.value == count else f"依据是 {count} 行，报告写 {fact.value}"
    if fact.method.startswith(SHARE) and all(raw.column(ref, _OVERALL) is not None for ref in fact.sources):
        return _share(fact, raw)
    if fact.method == COPIED and count == 1 and fact.bound is Bound.EXACT:
        return _copied(fact, raw)
    return False, ""


def _copied(fact: Fact, raw: RawFolder) -> tuple[bool, str]:
    """A number that its one row holds; other texts may be worded anew (dates, names by the roster) and are left."""
    number = _NUMBER.search(fact.text)
    if isinstance(fact.value, str) or number is None:
        return False, ""
    cells = [cell for row in raw.rows(fact.sources[0]) for cell in row or ()]
    found = any(number.group() in _NUMBER.findall(cell.replace(",", "")) for cell in cells)
    return True, "" if found else f"{fact.sources[0]} 里没有 {number.group()}"


def _share(fact: Fact, raw: RawFolder) -> tuple[bool, str]:
    if not fact.key.endswith(".满意率"):
        return False, ""
    answers = []
    for ref in fact.sources:
        column = raw.column(ref, _OVERALL)
        answers += [cells[column] for cells in raw.rows(ref) if cells and column is not None and column < len(cells)]
    base = [answer for answer in answers if answer in _BASE]
    if not base or len(base) != fact.n:
        return False, ""
    share = sum(answer in _CONTENT for answer in base) / len(base)
    return True, "" if _holds(share, fact) else f"按原始行重算是 {share:.1%}"


def _holds(share: float, fact: Fact) -> bool:
    """Whether a share counted anew is the one told; one told as a bound only (`92%以上`) has to lie above it."""
    bound = _LEAST.fullmatch(fact.text)
    if bound is not None:
        return share >= float(bound[1]) / 100
    return isinstance(fact.value, float | int) and abs(share - fact.value) < _CLOSE


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
