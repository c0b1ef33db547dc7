"""What a blank form already holds when it is handed out, so that intake knows an untouched one from a filled one."""

from __future__ import annotations

PREFILLED: dict[str, tuple[str, ...]] = {
    "work_groups": ("village",),
    "members": ("member", "village", "name"),
    "prechecks": ("target_kind", "village", "target", "lead", "department", "topic"),
    "form_returns": ("village", "instrument"),
    "ballot_tallies": ("village", "target_kind", "target", "item"),
    "collective_income": ("village",),
    "annual_assessments": ("village",),
    "decisions": ("target_kind", "target"),
}
"""Key of the table to the columns that its form has filled in. A sheet with nothing beside these is an empty table."""

MAY_STAY_OPEN = frozenset({"decisions"})
"""Tables whose filled-in rows may be left as they are, each for itself: what is not decided yet is no row."""

CONTEXT = ("对象名称", "建议档次", "稳定性")
"""Headings of columns that a form of decisions shows for orientation; intake does not read them."""

GUIDE = "填表说明"
"""The sheet by which a workbook is known as one of our forms."""

NOTHING_TO_REPORT = "无"
"""Typed as the only entry of a form, it says that there is nothing to report: an empty table, but handed in."""

MENDING = "说明（退改）"
"""The sheet that a marked copy of a faulty file ends with."""

UNREAD_SHEETS = frozenset({GUIDE, "选项", MENDING})
"""Our own sheets that hold no data: intake leaves them out without a word."""
