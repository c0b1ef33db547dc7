"""Evidence of the facts that a body prints, as the compact JSON behind the pop-ups."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

from nbformat import NotebookNode
from pydantic import TypeAdapter, ValidationError

from yanpan.chinese.numbers import percent
from yanpan.errors import UserError
from yanpan.evidence import EvidenceRow, SourceRef
from yanpan.facts import Fact
from yanpan.schema import TABLES, Bound
from yanpan.schema.values import MANY_VILLAGES, TOWNSHIP
from yanpan.summary import MIME, AnySummary, Summary, TownshipSummary

_SUMMARY: TypeAdapter[AnySummary] = TypeAdapter(AnySummary)
_BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "不少于", Bound.ABOUT: "约", Bound.BELOW: "不到"}
_LEVELS = {1: "可公开", 2: "镇内使用", 3: "党委专题会使用", 4: "封存"}
PARTS, FILES = 30, 12
"""Of many villages: runs of rows that a pop-up lists of a file, and files that it lists of a fact."""
WHOLE = "完整的行号见同一文件夹的 summary.json"


def find_summary(nb: NotebookNode) -> Summary | None:
    """The summary that the notebook's last such output holds; None: an ordinary notebook. UserError if damaged."""
    held = [
        output.data[MIME] for cell in nb.cells for output in cell.get("outputs", ()) if MIME in output.get("data", {})
    ]
    if not held:
        return None
    try:
        if isinstance(held[-1], str):
            return _SUMMARY.validate_json(held[-1])
        return _SUMMARY.validate_python(held[-1])
    except ValidationError as error:
        places = "、".join(".".join(map(str, fault["loc"][1:])) for fault in error.errors()[:3])
        raise UserError(f"笔记本里的摘要数据已损坏（{places}），请重新运行笔记本再导出。") from error


def without_summary(nb: NotebookNode) -> NotebookNode:
    """The notebook without its summary, which nbconvert would copy many times; `nb` is not changed."""
    light = copy.copy(nb)
    light.cells = [_light_cell(cell) for cell in nb.cells]
    return light


def _light_cell(cell: NotebookNode) -> NotebookNode:
    if not any(MIME in output.get("data", {}) for output in cell.get("outputs", ())):
        return cell
    light = copy.copy(cell)
    light.outputs = [_light_output(output) for output in cell.outputs]
    return light


def _light_output(output: NotebookNode) -> NotebookNode:
    if MIME not in output.get("data", {}):
        return output
    light = copy.copy(output)
    light.data = copy.copy(output.data)
    del light.data[MIME]
    return light


def evidence_json(summary: Summary, keys: Iterable[str]) -> str:
    """Facts of `keys` and the raw rows they rest on, safe inside `<script>`.

    References and rows that facts share stand once: a fact's `sources` are places in the list of that name.
    """
    wanted = set(keys)
    facts = [fact for fact in summary.facts if fact.key in wanted]
    cut = isinstance(summary, TownshipSummary) and len(summary.villages) > MANY_VILLAGES
    used = {(ref.table, ref.file, ref.sheet, row) for fact in facts for ref in fact.sources for row in ref.rows}
    told = {fact.key: _fact(fact, _cut_sources if cut else _sources) for fact in facts}
    places: dict[str, int] = {}
    for shown in told.values():
        if "sources" in shown:
            shown["sources"] = [places.setdefault(json.dumps(ref), len(places)) for ref in shown["sources"]]
    data = {
        "facts": told,
        "sources": [json.loads(ref) for ref in places],
        "sheets": _sheets(summary.rows, used),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _fact(fact: Fact, sources: Callable[[Fact], list[dict[str, Any]]]) -> dict[str, Any]:
    share = fact.unit in ("", "%") and fact.text.endswith("%") and isinstance(fact.value, float) and fact.value <= 1
    printed = _share if share else _number
    value = printed(fact.value)
    told = {
        "label": fact.label,
        "text": fact.text,
        "value": None if value is None else _BOUNDS[fact.bound] + value,
        "unit": "" if share else fact.unit,
        "n": fact.n,
        "interval": None if fact.interval is None else [printed(end) for end in fact.interval],
        "method": fact.method,
        "level": _LEVELS[fact.level],
        "sources": sources(fact),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _number(value: float | int | str | None) -> str | None:
    """As a reader writes it: no binary tail."""
    return None if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _share(value: float | int | str | None) -> str | None:
    """A share of one as a percentage."""
    return percent(value) if isinstance(value, float) else _number(value)


def _sources(fact: Fact) -> list[dict[str, Any]]:
    return [_source(ref) for ref in fact.sources]


def _source(ref: SourceRef) -> dict[str, Any]:
    return {"name": str(ref), "sheet": _sheet(ref.table, ref.file, ref.sheet), "rows": folded_rows(ref.rows)}


def _cut_sources(fact: Fact) -> list[dict[str, Any]]:
    """Of a township of many villages the first references, each with its first rows; the rest in words."""
    if not fact.sources and fact.owner != TOWNSHIP:
        return [{"name": "所依据的行见该村的报告", "sheet": "", "rows": []}]
    told = []
    for ref in fact.sources[:FILES]:
        parts = folded_rows(ref.rows)
        name = str(ref) if len(parts) <= PARTS else f"{str(ref).partition('|')[0]}，共{len(ref.rows)}行，{WHOLE}"
        told.append({"name": name, "sheet": _sheet(ref.table, ref.file, ref.sheet), "rows": parts[:PARTS]})
    if len(fact.sources) > FILES:
        told.append({"name": f"另有{len(fact.sources) - FILES}个文件，{WHOLE}", "sheet": "", "rows": []})
    return told


def folded_rows(rows: Iterable[int]) -> list[int | list[int]]:
    """Row numbers with runs of three and more as first and last: half of a large report's evidence is such numbers.

    >>> folded_rows((4, 5, 6, 7, 9, 10))
    [[4, 7], 9, 10]
    """
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [part for run in runs for part in ([[run[0], run[-1]]] if len(run) > 2 else run)]


def _sheet(table: str, file: str, sheet: str) -> str:
    return "|".join((table, file, sheet))


def _sheets(rows: Iterable[EvidenceRow], used: set[tuple[str, str, str, int]]) -> dict[str, Any]:
    """Sheet -> headings and cells by row number."""
    sheets: dict[str, Any] = {}
    for row in rows:
        if (row.table, row.file, row.sheet, row.row) in used:
            sheet = sheets.setdefault(_sheet(row.table, row.file, row.sheet), {"columns": [], "rows": {}})
            sheet["columns"].extend(name for name in row.cells if name not in sheet["columns"])
            sheet["rows"][str(row.row)] = row.cells
    for name, sheet in sheets.items():
        sheet["columns"].sort(key=_place_in(name.partition("|")[0]))
        sheet["rows"] = {
            number: [cells.get(name, "") for name in sheet["columns"]] for number, cells in sheet["rows"].items()
        }
    return sheets


def _place_in(table: str) -> Callable[[str], int]:
    """Order of headings as the table is declared (a notebook keeps cells in the order of letters); others come last."""
    places = {column.zh: place for place, column in enumerate(TABLES[table].columns)} if table in TABLES else {}
    return lambda heading: places.get(heading, len(places))
