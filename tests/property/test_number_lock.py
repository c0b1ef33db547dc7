"""No figure gets into prose but through a fact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.config.phrases import pattern_faults
from yanpan.facts import Fact
from yanpan.narrative.render import runs_of

WORDS = st.text(alphabet="修路装灯，。（）“”村民", max_size=12)


@settings(max_examples=60)
@given(WORDS, st.sampled_from("0123456789０５９"), WORDS)
def test_a_typed_digit_is_always_found(before, digit, after):
    assert pattern_faults(before + digit + after)


@settings(max_examples=60)
@given(WORDS, st.text(max_size=20), WORDS)
def test_a_facts_text_goes_through_unchanged_whatever_it_holds(before, value, after):
    fact = Fact(key="V03.x", owner="V03", label="x", text=value, value=value)
    runs = runs_of(f"{before}{{值}}{after}", {"值": fact})
    assert "".join(run.text for run in runs) == before + value + after
    assert [run.fact for run in runs if run.fact] == (["V03.x"] if value else [])
