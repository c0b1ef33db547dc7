"""What must hold of every number that is printed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.chinese.numbers import format_quantity, yu
from yanpan.chinese.parse import parse_quantity
from yanpan.schema import Bound

WHOLE = st.integers(min_value=0, max_value=99_999_999)
GRAINS = st.sampled_from([None, "十", "百", "千"])


@settings(max_examples=60)
@given(WHOLE, GRAINS)
def test_yu_never_says_more_than_the_value(value, grain):
    read = parse_quantity(yu(value, grain) + "份")
    assert read.value <= value
    assert (read.bound is Bound.EXACT) == (read.value == value)


@settings(max_examples=60)
@given(WHOLE.map(lambda n: n / 10), st.sampled_from(Bound), st.sampled_from(["亩", "公里", "元", "盏"]))
def test_a_printed_quantity_reads_back_as_itself(value, bound, unit):
    read = parse_quantity(format_quantity(value, unit, bound))
    assert (read.value, read.bound, read.unit) == (value, bound, unit)
