"""What came of reading one cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """What came of a cell: its value (None: absent), its bound, or the code and expectation of a fault or warning."""

    value: str | int | float | bool | None = None
    bound: str | None = None
    code: str = ""
    expected: str = ""
    advice: str = ""


ABSENT = Reading()


class RefusedError(ValueError):
    """A cell that cannot be read; carries the code and what was expected."""

    def __init__(self, code: str, expected: str, advice: str = "") -> None:
        super().__init__(expected)
        self.reading = Reading(code=code, expected=expected, advice=advice)
