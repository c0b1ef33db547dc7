"""One village's questionnaires as a survey platform hands them out: numbered questions, lettered options."""

from __future__ import annotations

from collections.abc import Sequence

from yanpan.sample.model import Row, Value
from yanpan.schema.values import IDENTITIES, QUESTIONS

HEADINGS = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分")
LIKERT = {5: "A.非常认同", 4: "B.认同", 3: "C.一般", 2: "D.不认同", 1: "E.很不认同", 0: "F.不了解"}
KNOWLEDGE = {"对": "A.对", "错": "B.错", "不知道": "C.不知道"}
REVERSE = "村里的事多是少数人说了算"
QUESTION_TEXTS = (
    "您所在的村（社区）",
    "您的身份",
    *(f"您是否认同本村“{label}”做得好" for label in QUESTIONS.values()),
    f"您是否认同“{REVERSE}”",
    "本题请选“一般”",
    "本村“书记项目”的内容，您看下面的说法对不对",
    "党员承诺事项，您看下面的说法对不对",
    "您对班子最满意的一件事",
    "您认为最突出的问题",
    "您的建议",
)


def export(rows: Sequence[Row], village: str) -> list[list[Value]]:
    """Headings and one row a questionnaire, in order of hand-in, addresses from the documentation range."""
    heading = [*HEADINGS, *(f"{number}、{text}" for number, text in enumerate(QUESTION_TEXTS, start=1))]
    return [[*heading], *([*_platform(index, row), *_answers(row, village)] for index, row in enumerate(rows))]


def _platform(index: int, row: Row) -> list[Value]:
    minutes, seconds = divmod(int(row["用时秒"] or 0), 60)
    took = f"{minutes}分{seconds}秒" if index % 3 == 0 and minutes else f"{row['用时秒']}秒"
    clock = 9 * 60 + 47 * (index % 13)
    handed_in = f"2023/3/{11 + index // 13} {clock // 60}:{clock % 60:02d}:{(7 * index) % 60:02d}"
    return [index + 1, handed_in, took, "微信", "直接访问", f"192.0.2.{index + 10}", 0]


def _answers(row: Row, village: str) -> list[Value]:
    scale = [*(key.upper() for key in QUESTIONS), "R1", "A1"]
    letter = "ABCDEFG"[IDENTITIES.index(str(row["身份"]))]
    likert = [None if row[key] is None else LIKERT[int(row[key] or 0)] for key in scale]
    knows = [None if row[key] is None else KNOWLEDGE[str(row[key])] for key in ("K1", "K2")]
    return [village, f"{letter}.{row['身份']}", *likert, *knows, row["最满意"], row["最突出问题"], row["建议"]]
