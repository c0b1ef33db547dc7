"""What we write in any of the accepted ways is read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.chinese import parse
from yanpan.chinese.numerals import to_number
from yanpan.schema import Bound

FORMS = {Bound.EXACT: "{}亩", Bound.AT_LEAST: "{}余亩", Bound.ABOUT: "约{}亩", Bound.BELOW: "近{}亩"}
DAYS = ("{0}.{1}.{2}", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def numeral(number: int) -> str:
    """A number below ten thousand in Chinese numerals, spoken, by the textbook's rules."""
    digits, words, gap = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return words or "零"


@settings(max_examples=60)
@given(st.integers(0, 10**8), st.sampled_from(list(Bound)), st.booleans(), st.booleans())
def test_quantities(number: int, bound: Bound, wide: bool, commas: bool) -> None:
    figure = f"{number:,}" if commas else str(number)
    read = parse.parse_quantity(FORMS[bound].format(figure.translate(WIDE) if wide else figure))
    assert (read.value, read.bound, read.unit) == (number, bound, "亩")


@settings(max_examples=60)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(DAYS))
def test_days(day: dt.date, form: str) -> None:
    assert parse.parse_date(form.format(day.year, day.month, day.day)) == day.isoformat()


@settings(max_examples=60)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_serial_days(day: dt.date) -> None:
    assert parse.from_serial((day - dt.date(1899, 12, 30)).days) == day.isoformat()


@settings(max_examples=60)
@given(st.integers(0, 9999))
def test_numerals(number: int) -> None:
    assert to_number(numeral(number)) == number


@settings(max_examples=100)
@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (parse.parse_quantity, parse.parse_date, parse.parse_month, parse.parse_year, parse.parse_period):
        assert reason(read, text) != ""


def reason(read: Callable[[str], object], text: str) -> str | None:
    """Why the text is refused; None if it is read."""
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return None
