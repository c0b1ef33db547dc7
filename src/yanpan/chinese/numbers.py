"""Figures as Chinese office prose writes them: 余 for lower bounds, 万 where it reads better, percentages.

Numerals of headings are in `ordinals`, dates in `dates`, the way back from text in `parse`.
"""

from __future__ import annotations

import math
from typing import Literal

from yanpan.schema.model import Bound

Grain = Literal["十", "百", "千"]
_STEPS: dict[Grain, int] = {"十": 10, "百": 100, "千": 1000}
_WAN = 10_000
_PLACES = 4
"""Decimals kept at most: 0.0001 万元 is one yuan."""


def yu(value: float, grain: Grain | None = None) -> str:
    """The value rounded down to the grain, with 余 where something was cut off; so it never says too much.

    Default grain: hundreds from 1000, tens from 20; below 20, and below the grain, the number itself.
    ValueError for negative values: 余 of a loss means nothing.

    >>> yu(307, "百"), yu(463, "十"), yu(300), yu(1549, "百"), yu(8123, "千"), yu(23, "十")
    ('300余', '460余', '300', '1500余', '8000余', '20余')
    >>> yu(307), yu(1549), yu(19), yu(7, "十")
    ('300余', '1500余', '19', '7')
    """
    if value < 0:
        raise ValueError("余 is said of amounts, not of negative numbers")
    step = _STEPS[grain] if grain else 100 if value >= 1000 else 10 if value >= 20 else 0
    if not step or value < step:
        return plain(value)
    floor = math.floor(value / step) * step
    return f"{floor}" if floor == value else f"{floor}余"


def plain(value: float) -> str:
    """The number without trailing zeros or exponent, four decimals at most.

    >>> plain(3.0), plain(10.3), plain(0.1 + 0.2), plain(-0.0), plain(123456789.0)
    ('3', '10.3', '0.3', '0', '123456789')
    """
    text = f"{value:.{_PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_quantity(value: float, unit: str, bound: Bound = Bound.EXACT) -> str:
    """Number and unit; a bound shows as 余, 约 or 近, and whole thousands from ten thousand on in 万.

    A nominal 10000 亩 (`万亩` in the register, read as about 10000) is 万亩 again.

    >>> format_quantity(1500, "亩", Bound.AT_LEAST), format_quantity(10.3, "公里")
    ('1500余亩', '10.3公里')
    >>> format_quantity(3, "公里", Bound.ABOUT), format_quantity(5000, "元", Bound.BELOW)
    ('约3公里', '近5000元')
    >>> format_quantity(10000, "亩", Bound.ABOUT), format_quantity(10000, "亩")
    ('万亩', '1万亩')
    >>> format_quantity(15000, "亩", Bound.AT_LEAST)
    '1.5万余亩'
    """
    if unit == "亩" and value == _WAN and bound is Bound.ABOUT:
        return "万亩"
    number = f"{plain(value / _WAN)}万" if abs(value) >= _WAN and value % 1000 == 0 else plain(value)
    match bound:
        case Bound.AT_LEAST:
            return f"{number}余{unit}"
        case Bound.ABOUT:
            return f"约{number}{unit}"
        case Bound.BELOW:
            return f"近{number}{unit}"
        case Bound.EXACT:
            return f"{number}{unit}"


def percent(share: float, digits: int = 1) -> str:
    """A share of 0…1 as a percentage.

    >>> percent(46 / 51), percent(1), percent(0.9, 0)
    ('90.2%', '100.0%', '90%')
    """
    return f"{share * 100:.{digits}f}%"


def percent_interval(low: float, high: float, digits: int = 1) -> str:
    """The two ends of an interval of shares.

    >>> percent_interval(0.834, 0.944)
    '83.4%—94.4%'
    """
    return f"{percent(low, digits)}—{percent(high, digits)}"


def money_wan(value: float) -> str:
    """An amount given in 万元, in 万元 or, from ten thousand of them, in 亿元.

    >>> money_wan(12.0), money_wan(0.85), money_wan(12500)
    ('12万元', '0.85万元', '1.25亿元')
    """
    return f"{plain(value / _WAN)}亿元" if abs(value) >= _WAN else f"{plain(value)}万元"
