"""A survey platform's export turned into a sheet with the questionnaire's own headings, row by row in place.

What the platform says of the respondent's device and the exact time (`丢弃`) is left out here, at the door.
"""

from __future__ import annotations

import re
from dataclasses import replace

from yanpan.chinese.parse import squeeze
from yanpan.config.survey import SurveyExport
from yanpan.intake.grid import Cell, Grid, as_text

SEARCH_ROWS = 5
_NUMBER = re.compile(r"^(\d{1,3})[、.．]")
_PERSONAL = re.compile(r"IP|昵称|用户名|openid|手机|电话|位置|经纬度|提交答卷时间|开始答题时间", re.IGNORECASE)
"""Left out whatever the mapping says."""
_LETTER = re.compile(r"^[A-Ha-h][.、．:)]")


def as_questionnaire(grid: Grid, survey: SurveyExport | None) -> Grid:
    """The grid with headings and values of the questionnaire; the grid itself if it is no export.

    Rows keep their numbers. A question that the mapping does not know keeps its heading, so that it is told.
    """
    top = None if survey is None else _heading_row(grid, survey)
    if survey is None or top is None:
        return grid
    named = [(index, _target(as_text(cell), survey)) for index, cell in enumerate(grid.rows[top])]
    kept = [(index, name) for index, name in named if name]
    values = {name: _values(name, survey) for _, name in kept}
    heading: list[Cell] = [*(name for _, name in kept), *survey.fixed]
    rows = [
        [*(_value(grid.at(row, index), values[name]) for index, name in kept), *survey.fixed.values()]
        if any(map(as_text, grid.rows[row]))
        else []
        for row in range(top + 1, len(grid.rows))
    ]
    return replace(grid, rows=[*([] for _ in range(top)), heading, *rows], merged=())


def columns_of_export(grid: Grid, survey: SurveyExport | None) -> tuple[dict[str, int], list[int]]:
    """Where an export's questions stand in the file, by heading of the questionnaire, and the columns left out here.

    Both empty for a sheet that is no export.
    """
    top = None if survey is None else _heading_row(grid, survey)
    if survey is None or top is None:
        return {}, []
    named = [(index, _target(as_text(cell), survey)) for index, cell in enumerate(grid.rows[top])]
    return {name: index for index, name in named if name}, [index for index, name in named if not name]


def _heading_row(grid: Grid, survey: SurveyExport) -> int | None:
    wanted = {squeeze(heading) for heading in survey.recognised}
    rows = range(min(SEARCH_ROWS, len(grid.rows)))
    return next((row for row in rows if wanted <= {squeeze(as_text(cell)) for cell in grid.rows[row]}), None)


def _target(heading: str, survey: SurveyExport) -> str:
    """Heading of the questionnaire's column; '' for a blank or dropped one; itself where unknown."""
    plain = squeeze(heading)
    if plain in {squeeze(word) for word in survey.dropped} or _PERSONAL.search(plain):
        return ""
    known = {squeeze(word): column for word, column in survey.headings.items()}
    number = _NUMBER.match(plain)
    if plain in known:
        return known[plain]
    return survey.questions.get(int(number[1]), heading) if number else heading


def _values(column: str, survey: SurveyExport) -> dict[str, Cell]:
    groups = (group.values for group in survey.options if column in group.columns)
    return {squeeze(option): value for group in groups for option, value in group.items()}


def _value(cell: Cell, values: dict[str, Cell]) -> Cell:
    return values.get(_LETTER.sub("", squeeze(as_text(cell))), cell) if values else cell
