"""What the register of party tasks adds to a problem that cites it."""

from __future__ import annotations

from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.party import share_of_members
from yanpan.schema.values import Grade


def tasks(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """What the register of party tasks says: of one task that went badly its name, people and how it went (任务名,
    参与数, 完成); of others, and of what was never begun, all in one (任务)."""
    each = list(rows.each())
    if len(each) == 1 and each[0].text("completion") == Grade.POOR and each[0].number("participants"):
        return _poor_task(subject, key, each[0])
    return {"任务": series([_task(subject, f"{key}.{number}", row) for number, row in enumerate(each, start=1)])}


def _poor_task(subject: Subject, key: str, row: Row) -> dict[str, Value]:
    make, people = subject.make, int(row.number("participants") or 0)
    return {
        "任务名": _task_name(subject, f"{key}.1", row),
        "参与数": make.amount(f"{key}.1.参与党员", people, "名", label="参与党员", rows=row),
        "完成": make.words(f"{key}.1.完成", row.text("completion"), label="完成情况", rows=row, method="党建任务登记"),
    }


def _task(subject: Subject, detail: str, row: Row) -> Value:
    make, content, people = subject.make, row.text("content"), row.number("participants")
    if content.startswith("未"):
        year = make.words(f"{detail}.年度", f"{row.text('year')}年", label="年度", rows=row)
        kind = make.words(f"{detail}.类型", f"“{row.text('kind')}”", label="党建任务", rows=row)
        return (year, kind, "登记为“", make.words(f"{detail}.内容", content, label="任务内容", rows=row), "”")
    name = _task_name(subject, detail, row)
    if not people:
        return name
    told = make.amount(f"{detail}.参与党员", int(people), "名", label="参与党员", rows=row)
    share = share_of_members(subject, f"{detail}.占比", row)
    return (*name, "有", told, "党员参与", *(("，占全体党员的", share) if share else ()))


def _task_name(subject: Subject, detail: str, row: Row) -> tuple[Fact | str, ...]:
    """The task as prose names it; a yearly duty by its kind too (“双强双创”年度任务)."""
    make, content = subject.make, row.text("content")
    told = make.words(f"{detail}.内容", content, label="任务内容", rows=row)
    if "年度" in content:
        return (make.words(f"{detail}.类型", f"“{row.text('kind')}”", label="党建任务", rows=row), told)
    return (told,) if "“" in content else ("“", told, "”")
