"""A village without a result is visible, and every count of villages says so."""

import pytest

from yanpan.errors import UserError
from yanpan.findings.township.data import Place
from yanpan.report.handover import Expected, take_over
from yanpan.store.summaries import failure_reason, read_handover


@pytest.fixture
def parts(make_report, show):
    return show(make_report(without=("V02",)))


@pytest.fixture
def expected(places):
    return [Expected(place.id, place.name, "2023-mid", "internal", "key") for place in places]


def test_its_sections_say_unfinished_and_why(parts):
    for name in ("results", "problems"):
        html = parts[name].to_html()
        assert 'class="missing"' in html
        assert "【未完成】" in html
        assert "第 3 格出错" in html


def test_counts_of_villages_say_two_of_three(parts):
    assert "已完成2/3" in parts["opening"].plain() or "完成2/3" in parts["opening"].plain()
    assert "已研判的2/3个班子中" in parts["use"].plain()
    assert "报告2/3份" in parts["study"].plain()
    assert "已完成研判的2/3个村（社区）" in parts["common"].plain()


def test_its_problems_are_not_counted(parts):
    assert "人居环境" not in parts["common"].plain()
    assert "问题3条" in parts["use"].plain()


def test_tables_keep_its_line(parts):
    assert "青山村\t未完成" in parts["grades_table"].plain()
    assert "青山村\t未完成" in parts["matrix_table"].plain()


def test_the_run_is_not_releasable(make_report):
    summary = make_report(without=("V02",)).summary().summary
    assert summary.unfinished == ("V02",)
    assert not summary.releasable


def test_all_finished_is_releasable(make_report):
    assert make_report().summary().summary.releasable


def test_summaries_that_fit_are_taken_over(places, expected, make_summary):
    handed = take_over({place.id: make_summary(place) for place in places}, expected)
    assert list(handed.summaries) == ["V01", "V02", "V03"]


def test_a_missing_summary_is_unfinished_with_its_reason(places, expected, make_summary):
    handed = take_over({"V01": make_summary(places[0])}, expected, reasons={"V02": "内存不足"})
    assert dict(handed.unfinished) == {"V02": "内存不足", "V03": ""}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"inputs": "old"}, "V02 青山村：结果已过期"),
        ({"round_id": "2022-mid"}, "V02 青山村：是批次 2022-mid 的结果"),
    ],
)
def test_a_stale_summary_is_refused_by_name(places, expected, make_summary, changes, said):
    found = {place.id: make_summary(place) for place in places} | {"V02": make_summary(places[1], **changes)}
    with pytest.raises(UserError, match=said):
        take_over(found, expected)


def test_another_edition_is_refused_by_name(places, expected, make_summary):
    other = make_summary(places[1]).model_copy(update={"edition": "committee"})
    with pytest.raises(UserError, match="V02 青山村：是 committee 版"):
        take_over({"V02": other}, expected)


def test_all_faults_are_told_at_once(places, expected, make_summary):
    found = {place.id: make_summary(place, inputs="old") for place in places}
    with pytest.raises(UserError, match=r"V01.*V02.*V03"):
        take_over(found, expected)


def test_another_villages_summary_is_refused(places, expected, make_summary):
    with pytest.raises(UserError, match="V01 河口社区：文件夹里是 V02 的结果"):
        take_over({"V01": make_summary(places[1])}, expected)


def test_a_foreign_paragraph_is_refused_by_its_id(places, expected, make_summary):
    own, other = make_summary(places[0]), make_summary(places[1])
    mixed = own.model_copy(update={"achievements": (*own.achievements, *other.achievements)})
    with pytest.raises(UserError, match="V01 河口社区：含有别村的内容（V02-成绩-甲）"):
        take_over({"V01": mixed}, expected)


def test_a_paragraph_that_prints_a_foreign_fact_is_refused(places, expected, make_summary):
    own, other = make_summary(places[0]), make_summary(places[1])
    line = own.achievements[0].model_copy(update={"runs": other.achievements[0].runs})
    with pytest.raises(UserError, match="V01-成绩-甲"):
        take_over({"V01": own.model_copy(update={"achievements": (line,)})}, expected)


def test_told_to_go_on_a_stale_village_stands_as_unfinished(places, expected, make_summary):
    found = {place.id: make_summary(place) for place in places} | {"V02": make_summary(places[1], inputs="old")}
    handed = take_over(found, expected, go_on=True)
    assert list(handed.summaries) == ["V01", "V03"]
    assert "过期" in handed.unfinished["V02"]


def test_a_written_summary_is_read_back(tmp_path, make_summary):
    summary = make_summary(Place("V01", "河口社区", "社区"))
    (tmp_path / "summary.json").write_text(summary.model_dump_json(), encoding="utf-8")
    assert read_handover(tmp_path) == summary


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "已损坏"), ('{"version": 9}', "第 9 版"), ('{"version": 1}', "内容不完整"), ("[]", "第 None 版")],
)
def test_a_damaged_summary_is_told_by_its_folder(tmp_path, text, said):
    folder = tmp_path / "V04"
    folder.mkdir()
    (folder / "summary.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=f"V04.*{said}"):
        read_handover(folder)


def test_a_folder_without_a_summary_may_say_why(tmp_path):
    assert read_handover(tmp_path) is None
    assert failure_reason(tmp_path) == ""
    (tmp_path / "failure.json").write_text('{"message": "内存不足\\n详情"}', encoding="utf-8")
    assert failure_reason(tmp_path) == "内存不足"
