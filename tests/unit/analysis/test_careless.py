"""Signs of careless answering: each sign, and what leaving the forms out would change."""

from __future__ import annotations

import pandas as pd
import pytest

from yanpan.analysis.careless import SIGNS, careless_signs, sensitivity
from yanpan.schema.values import QUESTIONS


def form(*, first: int = 4, rest: int = 3, **more) -> dict:
    base = {"village": "V01", "form": "001", "channel": "线上", "seconds": 300.0, "r1": 2, "a1": 3}
    return {**base, **dict.fromkeys(QUESTIONS, rest), "q1": first, **more}


def frame(*forms: dict) -> pd.DataFrame:
    return pd.DataFrame(forms).astype(dict.fromkeys((*QUESTIONS, "r1", "a1"), "Int64"))


CASES = {
    "straight": form(first=5, rest=5),
    "reverse": form(q5=5, r1=5),
    "fast": form(seconds=90.0, q2=1),
    "attention": form(a1=5, q2=2),
}


@pytest.mark.parametrize("sign", CASES)
def test_a_sign_is_seen_alone(sign: str) -> None:
    signs = careless_signs(frame(CASES[sign], form(q3=1), form(q3=2), form(q3=4)))
    assert [key for key in SIGNS if signs.loc[0, key]] == [sign]
    assert not signs.iloc[1:].any(axis=None)


def test_the_same_answers_twice_in_a_village_are_seen_but_not_across_villages() -> None:
    signs = careless_signs(frame(form(), form(), form(village="V02")))
    assert signs["duplicate"].tolist() == [True, True, False]


def test_paper_forms_have_no_time_and_no_attention_item() -> None:
    signs = careless_signs(frame(form(channel="纸质", seconds=None, a1=None), form(q3=1)))
    assert not signs.iloc[0].any()


def test_both_reckonings_are_given_and_no_form_is_lost() -> None:
    forms = frame(form(first=5, rest=5), form(first=1, rest=1, r1=1), form(first=3, rest=3, q15=1))
    before = forms.copy()
    found = {each.sign: each for each in sensitivity(forms)}
    straight = found["整卷同选"]
    assert (straight.flagged, straight.n) == (2, 3)
    assert straight.score_without == pytest.approx(((3 * 14 + 1) / 15 - 1) / 4 * 100)
    assert straight.shift == pytest.approx(straight.score_without - straight.score_with)
    pd.testing.assert_frame_equal(forms, before)


def test_all_forms_flagged_leaves_no_second_score() -> None:
    found = {each.sign: each for each in sensitivity(frame(form(first=5, rest=5)))}
    assert found["任一迹象"].score_without is None
    assert found["任一迹象"].shift is None


def test_no_forms_give_no_scores() -> None:
    assert all(each.score_with is None for each in sensitivity(frame(form()).head(0)))
