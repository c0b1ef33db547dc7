"""The small untidiness of a real hand-in, none of it ambiguous: full-width digits, aliases, spaces, dotted dates."""

from __future__ import annotations

from yanpan.sample.model import Row, Tables, Value

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ALIASES = {"V01": "河口", "V03": "新桥", "V09": "竹溪"}


def dress(tables: Tables) -> Tables:
    """The tables with a few cells written the way people write them; every meaning unchanged, nothing modified."""
    dressed = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    _names(dressed["会议"], "村")
    _names(dressed["项目建设"], "村")
    _names(dressed["集体经济"], "村")
    for row in dressed["项目建设"]:
        if row["数量"] == 17:
            row["数量"] = str(row["数量"]).translate(FULL_WIDTH)
    _each(dressed["项目建设"], "完成日期", lambda i, text: _dotted(text) if i % 2 else text)
    _each(dressed["会议"], "日期", lambda i, text: _chinese(text) if i % 3 == 0 else text)
    _each(dressed["满意度测评表"], "服务群众", lambda i, text: "满 意" if text == "满意" and i % 41 == 0 else text)
    _each(dressed["满意度测评表"], "办事效率", lambda i, text: f"{text}。" if text == "满意" and i % 97 == 5 else text)
    _double_ticks(dressed["满意度测评表"])
    return dressed


def _double_ticks(forms: list[Row]) -> None:
    """One item of a valid form ticked twice, and an invalid form that is so for two ticks, not for a blank."""
    forms[len(forms) // 2]["工作方法"] = "满意、基本满意"
    spoiled = [row for row in forms if row["总体评价"] is None]
    spoiled[len(spoiled) // 2]["总体评价"] = "满意、不满意"


def _names(rows: list[Row], heading: str) -> None:
    """Every other village cell by its alias."""
    for number, row in enumerate(rows):
        if number % 2 and row[heading] in ALIASES:
            row[heading] = ALIASES[str(row[heading])]


def _each(rows: list[Row], heading: str, change: object) -> None:
    for number, row in enumerate(rows):
        if isinstance(row[heading], str) and callable(change):
            row[heading] = change(number, row[heading])


def _dotted(text: str) -> Value:
    return ".".join(str(int(part)) for part in text.split("-"))


def _chinese(text: str) -> Value:
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
