"""The prose asserts what the registers carry, and nothing else."""

import re

import pytest

CLUMSY = re.compile(r"[，；：、]{2}|[，；：、]。|。。|（）|等等|[{}]|^[，。；]")


def text_of(part):
    return part.plain() if hasattr(part, "plain") else ""


@pytest.mark.parametrize("without", [(), ("V02",), ("V01", "V02", "V03")])
def test_no_sentence_is_broken(make_report, show, without):
    for name, part in show(make_report(without=without)).items():
        for line in text_of(part).splitlines():
            assert not CLUMSY.search(line), (name, line)


def asked(make_rows, answer="无反映", fed_back="2023-03-01"):
    departments = {"镇纪委": "廉洁自律", "镇综治办": "信访举报", "镇派出所": "遵纪守法"}
    return make_rows(
        "prechecks",
        *(
            {
                "target_kind": "成员",
                "village": village,
                "target": f"{village}-M01",
                "lead": "镇党群办",
                "department": department,
                "topic": topic,
                "answer": answer,
                "fed_back": fed_back,
            }
            for village in ("V01", "V02", "V03")
            for department, topic in departments.items()
        ),
    )


def test_all_clear_is_said_of_a_complete_clear_matrix(make_report, frames, make_rows):
    frames["prechecks"] = asked(make_rows)
    text = make_report().prechecks().plain()
    assert "摸底已完成27/27人次" in text
    assert "均为“无反映”" in text
    assert "均早于首次进村" in text


def test_all_clear_is_not_said_when_a_reply_is_missing(make_report, frames, make_rows, precheck):
    frames["prechecks"] = asked(make_rows)
    found = {"V01": precheck(), "V02": precheck(complete=False), "V03": precheck()}
    text = make_report(prechecks=found).prechecks().plain()
    assert "25/27人次" in text
    assert "青山村的回复尚不齐全" in text
    assert "无反映" not in text


def test_all_clear_is_not_said_of_an_incomplete_round(make_report, frames, make_rows):
    frames["prechecks"] = asked(make_rows)
    assert "无反映" not in make_report(missing=("缺少：谈心谈话",)).prechecks().plain()


def test_a_village_told_late_is_named(make_report, frames, make_rows):
    frames["prechecks"] = asked(make_rows, fed_back="2023-03-09")
    assert "进村之后才收到" in make_report().prechecks().plain()


def test_without_records_no_measure_claims_that_all_is_well(make_report):
    text = "".join(text_of(part) for part in (make_report().education(), make_report().supervision()))
    assert "任务推进正常" not in text
    assert "没有缺查" not in text


def test_a_missed_month_of_inspection_is_told_with_its_village(make_report, frames, make_rows):
    seen = [
        (v, m) for v in ("V01", "V02", "V03") for m in ("2023-01", "2023-02", "2023-03") if (v, m) != ("V03", "2023-02")
    ]
    frames["inspections"] = make_rows(
        "inspections",
        *({"village": v, "month": m, "item": "组织生活", "result": "达标", "deduction": 0} for v, m in seen),
    )
    text = make_report().supervision().plain()
    assert "应查9村次、实查8村次" in text
    assert "缺查的有新桥村2023年2月" in text


def test_quarters_are_compared_with_the_one_before(make_report, frames, make_rows):
    points = {("V01", "2022-12"): 1, ("V01", "2023-01"): 3, ("V02", "2022-12"): 2, ("V02", "2023-01"): 1}
    frames["inspections"] = make_rows(
        "inspections",
        *({"village": v, "month": m, "item": "安全", "result": "达标", "deduction": d} for (v, m), d in points.items()),
    )
    assert "2023年第一季度与2022年第四季度相比，河口社区督查平均扣分有所增加" in make_report().supervision().plain()


def test_a_reserve_short_of_the_norm_names_its_village(make_report, frames, make_rows):
    whole = {
        "origin": "优秀党员",
        "quality": "好",
        "prospects": "好",
        "spirit": "好",
        "maturity": "成熟",
        "mentor": "甲",
    }
    frames["reserves"] = make_rows(
        "reserves",
        *({"code": f"{v}-H{n}", "village": v, **whole} for v in ("V01", "V02") for n in (1, 2)),
        {"code": "V03-H1", "village": "V03", **whole, "maturity": "培养", "mentor": None},
    )
    text = make_report().people().plain()
    assert "现有后备人才5名，其中优秀党员5名" in text
    assert "新桥村尚未达到" in text
    assert "尚有1名没有导师（新桥村）" in text


def test_the_report_ranks_no_village(make_report, show):
    text = "".join(text_of(part) for part in show(make_report()).values())
    assert not re.search(r"第[一二三四五六七八九]名|名列|排名第|居首|垫底", text)


def test_text_from_forms_is_escaped(make_report, frames, make_rows):
    frames["projects"] = make_rows(
        "projects",
        {
            "project": "X",
            "village": "V01",
            "name": "路",
            "kind": "道路",
            "road": "<script>alert(1)</script>路",
            "amount": 3,
            "amount_bound": "=",
            "unit": "公里",
        },
    )
    html = make_report().totals().to_html()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
