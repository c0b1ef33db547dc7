"""A finished village that could not be graded is counted as such, and the table says why."""

from __future__ import annotations

from yanpan.facts import Fact


def reason(number: int, text: str) -> Fact:
    return Fact(key=f"V02.档次.理由.{number}", owner="V02", label="定档理由", text=text, value=text)


def test_ungraded_villages_are_counted_beside_the_grades_with_their_first_reason(make_report, make_summary, places):
    summaries = {place.id: make_summary(place) for place in places}
    reasons = (reason(1, "材料不足"), reason(2, "缺三项"))
    summaries["V02"] = summaries["V02"].model_copy(update={"grade": None, "facts": reasons})
    table = make_report(summaries=summaries).grades_table().plain()
    assert "“好”0个；“正常”2个；“较差”0个；未提出建议1个" in table
    assert "材料不足；缺三项" in table


def test_nothing_is_said_of_ungraded_villages_where_all_are_graded(make_report):
    assert "未提出建议" not in make_report().grades_table().plain()
