"""Counts and totals, reckoned by hand from the rows in conftest."""

import re

import pytest

from yanpan.findings.township.grades import joined_cells
from yanpan.schema.values import Grade


@pytest.fixture
def parts(make_report, show):
    return show(make_report())


def test_roads_are_totalled_by_name_and_in_all(parts):
    text = parts["totals"].plain()
    assert "双龙路15.0公里（河口社区3公里、青山村10.3公里、新桥村1.7公里）" in text
    assert "青云路8.0公里（河口社区），合计23.0公里" in text


def test_lamps_of_all_villages_are_added(parts):
    assert "安装路灯合计55盏（河口社区38盏、新桥村17盏）" in parts["totals"].plain()


def test_areas_of_different_kinds_stand_beside_each_other(parts):
    text = parts["totals"].plain()
    assert "新增中药材3800余亩（河口社区1400余亩、青山村2400余亩）；改种1000余亩（新桥村），性质不同" in text
    assert "新增竹笋2300余亩" in text
    assert "4800" not in text


def test_a_nominal_base_has_no_total(parts):
    assert "万亩" not in parts["totals"].plain()


def test_forms_print_in_tens_with_exact_counts_beside(parts):
    text = parts["survey"].plain()
    assert "问卷调查表300余份（发放315份、收回309份、有效305份、无效4份）" in text
    assert "满意度测评表460余份（发放480份、收回468份、有效463份、无效5份）" in text


def test_every_grade_is_written_out_with_its_zero(parts):
    assert "“好”1个（河口社区）、“正常”2个、“较差”0个" in parts["use"].plain()
    assert "“好”1个；“正常”2个；“较差”0个" in parts["grades_table"].plain()


def test_members_stand_as_totals_only(parts):
    assert "班子成员评出建议档次15名，其中“好”7名、“正常”8名、“较差”0名" in parts["use"].plain()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({Grade.GOOD: 7, Grade.NORMAL: 8}, [7, 8, 0]),
        ({Grade.GOOD: 7, Grade.NORMAL: 8, Grade.POOR: 2}, [7, 10]),
        ({Grade.GOOD: 2, Grade.NORMAL: 8}, [10, 0]),
        ({Grade.GOOD: 1, Grade.NORMAL: 1, Grade.POOR: 1}, [3]),
    ],
)
def test_small_cells_are_joined_and_zeros_kept(counts, expected):
    cells = joined_cells(counts, 5)
    assert [n for _, n in cells] == expected


def test_joined_grades_are_told_as_joined(make_report):
    text = make_report(member_grades={Grade.GOOD: 7, Grade.NORMAL: 8, Grade.POOR: 1}).use().plain()
    assert "“正常”、“较差”9名；人数过少的档次合并列出" in text
    assert not re.search(r"“较差”1名", text)


def test_common_problems_count_villages_once_and_name_them(parts):
    text = parts["common"].plain()
    assert "最宽的是集体经济（河口社区、青山村、新桥村），涉及3个村（社区）" in text
    assert "人居环境（青山村）、后备与空缺（新桥村）" in text


def test_common_problems_come_after_the_villages(parts):
    assert parts["common"].blocks[0].text == "（四）共性问题"


def test_villages_stand_in_roster_order(parts):
    headings = [block.text for block in parts["results"].blocks if block.to_html().startswith("<h3")]
    assert headings == [
        "（一）河口社区“两委”班子运行情况",
        "（二）青山村“两委”班子运行情况",
        "（三）新桥村“两委”班子运行情况",
    ]


def test_states_of_the_four_sources_are_counted(parts):
    assert "12个单元中，一致6个、基本一致3个、矛盾0个、来源不足3个" in parts["survey"].plain()


def test_every_printed_figure_rests_on_a_fact_of_the_summary(make_report, show):
    parts = show(report := make_report())
    facts = {fact.key for fact in report.summary().summary.facts}
    printed = {
        key
        for part in parts.values()
        if hasattr(part, "to_html")
        for key in re.findall(r'data-fact="([^"]+)"', part.to_html())
    }
    assert printed <= facts


def test_the_committees_decision_is_told_with_zeros(make_report, frames, make_rows):
    grades = {"V01": "好", "V02": "好", "V03": "正常"}
    frames["decisions"] = make_rows(
        "decisions",
        *(
            {"target_kind": "班子", "target": v, "grade": g, "reason": "综合研究", "met": "2023-04-18"}
            for v, g in grades.items()
        ),
    )
    text = make_report().use().plain()
    assert "最终定档：“好”2个、“正常”1个、“较差”0个，其中青山村与建议档次不同" in text


def decided(make_rows, **grades):
    """Decisions on villages: id to (grade, reason)."""
    rows = ({"target_kind": "班子", "target": v, "grade": g, "reason": r} for v, (g, r) in grades.items())
    return make_rows("decisions", *rows)


def test_decided_and_suggested_grades_are_counted_together_and_told_apart(make_report, frames, make_rows):
    """Suggested: 好 1, 正常 2. V03 is decided 好, so 好 2 (V01 suggested, V03 decided), 正常 1 (V02 suggested)."""
    frames["decisions"] = decided(make_rows, V03=("好", "综合研究"))
    report = make_report()
    text = report.use().plain()
    assert "最终定档" not in text
    assert "河口社区、青山村尚未定档，暂按建议档次计：合计“好”2个、“正常”1个、“较差”0个" in text
    assert "已定的当中，新桥村与建议档次不同，理由已记录在案" in text
    assert "已定档的按党委定档、其余按建议档次计，“好”2个、“正常”1个、“较差”0个" in report.highlights().plain()
    total = report.grades_table().plain()
    assert "已定档的按党委定档、其余按建议档次：“好”2个；“正常”1个" in total


def test_the_annex_says_that_it_counts_suggestions_before_anything_is_decided(make_report):
    assert "按建议档次：“好”1个；“正常”2个；“较差”0个" in make_report().grades_table().plain()


def test_a_difference_without_a_reason_is_told(make_report, frames, make_rows):
    frames["decisions"] = decided(make_rows, V01=("正常", None), V02=("正常", None), V03=("正常", None))
    report = make_report()
    assert "其中河口社区与建议档次不同，理由尚未写全，应当补记" in report.use().plain()
    assert "党委定档为“好”0个、“正常”3个、“较差”0个" in report.highlights().plain()


def test_members_are_counted_by_the_decision_and_small_cells_stay_joined(make_report):
    grades = {Grade.GOOD: 7, Grade.NORMAL: 8, Grade.POOR: 1}
    text = make_report(member_grades=grades, members_decided=3, ungraded=1).use().plain()
    assert "班子成员已有档次16名（已定档的按党委定档，其余按建议档次），其中“好”7名、“正常”、“较差”9名" in text
    assert "人数过少的档次合并列出；其余成员没有可计分的测评票，未提出建议档次" in text
    assert "班子成员由党委专题会定档16名" in make_report(member_grades=grades, members_decided=16).use().plain()
