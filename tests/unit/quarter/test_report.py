"""The quarterly report over the sample: what it says, what it keeps back, what it says of nothing."""

from __future__ import annotations

import re

import pytest

from yanpan.intake.tidy import empty_frame
from yanpan.narrative.township_tables import runs_in
from yanpan.schema import TABLES, Level


def cells(table) -> dict[str, list[str]]:
    """Texts of a table's rows by the first cell."""
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    return {row[0]: row[1:] for row in rows}


def test_gaps_and_deductions_stand_in_the_matrix(make_report) -> None:
    section = make_report().inspections()
    rows = cells(section.blocks[-1])
    assert rows["长坪村"][0] == "缺查"
    assert rows["禅林村"] == ["3项，扣3分", "3项，扣6分", "3项，扣6分"]
    assert "应查27村次、实查26村次" in section.plain()
    assert "缺查的有长坪村2023年1月" in section.plain()


def test_a_village_is_held_against_itself_and_the_township(make_report) -> None:
    rows = cells(make_report().shortfalls().blocks[-1])
    assert rows["禅林村"] == ["1.67", "1.33", "+0.34", "+1.45"]
    assert rows["石龙村"] == ["0.22", "0.22", "0.00", "0.00"]


def test_printed_differences_are_those_of_the_printed_values(make_report) -> None:
    for now, before, change, _ in cells(make_report().shortfalls().blocks[-1]).values():
        assert round(float(now) - float(before), 2) == float(change)


@pytest.mark.parametrize("edition", ["internal", "committee"])
def test_every_printed_figure_has_a_fact_of_the_summary(make_report, show, edition) -> None:
    report = make_report(edition=edition)
    shown = show(report)
    known = {fact.key for fact in report.summary().summary.facts}
    printed = {run.fact for part in shown.values() for run in runs_in(part) if run.fact}
    assert printed <= known


def test_the_internal_edition_keeps_to_counts_of_what_the_committee_sees(make_report, show, sample_tables) -> None:
    report = make_report()
    text = "\n".join(part.plain() for part in show(report).values())
    summary = report.summary().summary
    whole = text + summary.model_dump_json()
    assert "后备人才21名" in text
    assert not [code for code in sample_tables["reserves"]["code"] if code in whole]
    assert not [name for name in sample_tables["reserves"]["mentor"].dropna() if name in whole]
    assert not {row.table for row in summary.rows} & {"reserves", "annual_assessments", "postings", "retired_cadres"}
    assert max(fact.level for fact in summary.facts) <= Level.L2


def test_the_committee_sees_the_appraisals_parts_and_pay_factors(make_report, sample_tables) -> None:
    rows = cells(make_report(edition="committee").appraisal().blocks[-1])
    own = sample_tables["annual_assessments"].set_index("village").loc["V06"]
    score = 0.3 * own["supervision"] + 0.4 * own["results"] + 0.3 * own["ballot"] + own["adjustment"]
    *_, adjustment, printed, factor = rows["双泉村"]
    assert (float(adjustment), float(printed)) == (-2, round(score, 2))
    assert float(factor) == own["pay_factor"]


def test_an_appraisal_that_lacks_a_part_has_no_score(make_report, changed_rows) -> None:
    frame = changed_rows("annual_assessments", 0, results=None)
    section = make_report(edition="committee", annual_assessments=frame).appraisal()
    assert cells(section.blocks[-1])["河口社区"][5] == "—"
    assert "其中1个缺分项" in section.plain()


def test_the_committee_sees_mentor_pairs_by_code(make_report, sample_tables) -> None:
    text = make_report(edition="committee").pool().plain()
    assert all(code in text for code in sample_tables["reserves"]["code"])


def test_gaps_against_the_policy_are_told_by_village(make_report) -> None:
    rows = cells(make_report().pool().blocks[-1])
    assert rows["竹溪村"][-1] == "成熟缺1名，导师缺2名"
    assert rows["河口社区"][-1] == "达到要求"


def test_rectification_is_counted_on_the_closing_day(make_report, changed_rows) -> None:
    signed = changed_rows("rectifications", 0, status="已销号", closed="2023-05-20")
    section = make_report("2023Q2", as_of="2023-06-30", rectifications=signed).rectification()
    assert "销号率为2%" in section.plain().replace("2.0%", "2%")
    assert "本季销号1条" in section.plain()
    assert "到期未销号的有" in section.plain()


def test_the_calendar_says_where_every_deadline_lies(make_report, sample_tables) -> None:
    table = make_report().calendar().blocks[-1]
    states = [row[-1][0].text for row in table.rows]
    assert states == sorted(states, key=["到期未完成", "本季到期", "下季到期", "以后到期"].index)
    assert len(states) == int(sample_tables["key_tasks"]["status"].ne("已完成").sum())


def test_proposed_postings_follow_the_policys_formula(make_report) -> None:
    rows = cells(make_report().postings().blocks[-1])
    assert rows["石龙村"] == ["3项", "18项", "521户", "32.21分", "0名", "优先派驻"]  # 3·3 + 18 + 5.21
    assert [name for name, row in rows.items() if row[-1] == "优先派驻"] == ["石龙村", "长坪村", "竹溪村"]


def test_a_quarter_that_is_not_over_has_no_gaps(make_report, show) -> None:
    shown = show(make_report("2023Q2"))
    assert "各月尚未结束，不算缺查" in shown["inspections"].plain()
    assert "缺查" not in "".join(shown["highlights"].plain().split("不算缺查"))
    assert set(cells(shown["inspections"].blocks[-1])["河口社区"]) == {"未到"}
    assert "不能说明各村在本季度做得如何" in shown["unknowns"].plain()


def test_a_quarter_without_inspections_is_all_gaps_and_no_all_clear(make_report, show) -> None:
    shown = show(make_report("2022Q2"))
    text = "\n".join(part.plain() for part in shown.values())
    assert "已结束的月份应查27村次，全部缺查" in text
    assert "不能纵向比较" in text
    assert "没有缺查" not in text
    assert "均未增加" not in text
    assert "不画督查矩阵" in shown["matrix_figure"].plain()


def test_with_hardly_any_material_every_part_still_speaks(make_report, show, sample_tables) -> None:
    kept = ("villages",)
    bare = {key: empty_frame(TABLES[key]) for key in sample_tables if key not in kept}
    for edition in ("internal", "committee"):
        shown = show(make_report(edition=edition, missing=("没有《月督查》",), **bare))
        text = "\n".join(part.plain() for part in shown.values())
        assert "没有《月督查》" in text
        assert not re.search(r"[{}\[\]]|。。|，。|nan|None", text.replace("[图]", ""))


def test_no_village_is_ranked(make_report, show) -> None:
    text = "\n".join(part.plain() for part in show(make_report()).values())
    assert not re.search(r"排名第|倒数|末位|名次", text.replace("不作排名", ""))
