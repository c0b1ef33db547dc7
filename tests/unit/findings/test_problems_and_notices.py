from yanpan.findings.village.problems import resolve
from yanpan.narrative.problems import problems
from yanpan.narrative.village import voice_of


def problem(code, theme, gist, evidence="项目建设#无", severity="一般"):
    return {"problem": code, "themes": theme, "gist": gist, "evidence": evidence, "severity": severity}


def text(found, phrases):
    (block,) = problems(found, voice_of(found, phrases))
    return block.plain()


def codes(found):
    """The rules that this file is about; the others have a file of their own."""
    return [notice.code for notice in found.notices if notice.code in ("R01", "R02", "R03", "R04")]


VACANT = {"post": "村副主任", "approved": 1, "filled": 0, "vacant": 1, "vacant_since": "2022-06-15"}
NATIONAL = {"name": "全国“一村一品”示范村", "level": "国家", "awarder": "部", "year": 2022}


def test_a_problem_takes_its_figures_from_its_evidence(make_village, phrases):
    income = {"year": 2022, "total": 6.9, "operating": 2.8, "net": 2.2, "sources": 1, "basis": "净收益"}
    found = make_village(
        collective_income=[income], problems=[problem("W1", "集体经济", "集体经济只有一个来源", "集体经济#4")]
    )
    assert "2022年净收益2.2万元" in text(found, phrases)


def test_evidence_is_resolved_by_row_number_or_by_id(make_village):
    found = make_village(idle_assets=[{"name": "旧校舍", "kind": "学校", "amount": 1, "status": "闲置"}])
    assert resolve(found.subject, "闲置资产#4").frame["name"].tolist() == ["旧校舍"]
    assert resolve(found.subject, "闲置资产#9") is None
    assert resolve(found.subject, "没有的表#4") is None


def test_prechecks_are_never_evidence(make_village):
    row = {
        "target_kind": "班子",
        "target": "班子",
        "lead": "镇党群办",
        "department": "镇纪委",
        "topic": "廉洁自律",
        "answer": "待核实",
    }
    assert resolve(make_village(prechecks=[row]).subject, "摸底反馈#4") is None


def test_problems_are_grouped_by_field_party_first(make_village, phrases):
    found = make_village(
        problems=[
            problem("W1", "集体经济", "收入单一"),
            problem("W2", "党建创新", "亮点少"),
            problem("W3", "产业规模", "规模小"),
        ]
    )
    said = text(found, phrases)
    assert said.index("亮点少") < said.index("收入单一") < said.index("规模小")


def test_a_vacancy_that_no_problem_tells_is_told_from_the_register_of_posts(make_village, phrases):
    said = text(make_village(positions=[VACANT]), phrases)
    assert said == "村副主任一职自2022年6月15日起空缺，至今没有补齐。"


def test_a_vacancy_is_not_told_twice(make_village, phrases):
    found = make_village(positions=[VACANT], problems=[problem("W1", "后备与空缺", "村副主任一职空缺", "职数#4")])
    assert text(found, phrases).count("村副主任") == 1


def test_only_a_public_circular_about_the_team_is_told(make_village, phrases):
    row = {
        "target_kind": "班子",
        "target": "班子",
        "kind": "通报",
        "level": "市",
        "issuer": "市委组织部",
        "date": "2022-11-08",
    }
    public = make_village(sanctions=[row | {"publicity": "可公开结论"}])
    sealed = make_village(sanctions=[row | {"publicity": "仅内部"}])
    assert "2022年11月8日被市委组织部通报" in text(public, phrases)
    assert "市委组织部" not in text(sealed, phrases)


def test_a_run_of_rows_given_as_evidence_is_found_whole(make_village):
    row = {"period": "2022", "due": 1, "found": 1, "quality": "规范", "criticism": "不适用"}
    checks = [row | {"item": item} for item in ("党课", "支委会", "党小组会", "主题党日")]
    cited = problem("W1", "其他", "资料不齐") | {"evidence": "资料查阅#４-5,7"}
    (found,) = make_village(document_checks=checks, problems=[cited]).register
    assert [ref.rows for ref in found.evidence] == [(4, 5, 7)]


def test_markup_in_a_problem_is_plain_text(make_village, phrases):
    found = make_village(problems=[problem("W1", "其他", "<script>alert(1)</script>{里程}")])
    (block,) = problems(found, voice_of(found, phrases))
    assert "&lt;script&gt;" in block.to_html()
    assert "{里程}" in block.plain()


def test_r01_a_vacancy_forbids_calling_the_team_complete(make_village):
    record = {"date": "2023-03-01", "origin": "驻村", "dimension": "履职成效", "leaning": "好", "gist": "班子健全"}
    found = make_village(positions=[VACANT], routine_records=[record])
    (notice,) = [each for each in found.notices if each.code == "R01"]
    assert "平时掌握.xlsx第4行" in notice.message


def test_no_r01_without_a_vacancy(make_village):
    assert "R01" not in codes(make_village(positions=[VACANT | {"filled": 1, "vacant": 0, "vacant_since": None}]))


def test_r02_an_honour_in_a_problem_that_no_register_holds(make_village):
    found = make_village(problems=[problem("W1", "品牌价值", "全国“一村一品”招牌挖掘不深")])
    assert codes(found) == ["R02"]


def test_r02_is_silent_when_the_honour_is_registered_and_told(make_village):
    found = make_village(honours=[NATIONAL], problems=[problem("W1", "品牌价值", "全国“一村一品”招牌挖掘不深")])
    assert codes(found) == []


def test_r02_tells_an_honour_of_before_the_term(make_village):
    found = make_village(
        honours=[NATIONAL | {"year": 2020}], problems=[problem("W1", "品牌价值", "全国“一村一品”招牌挖掘不深")]
    )
    (notice,) = [each for each in found.notices if each.code == "R02"]
    assert "2020年授予" in notice.message


def test_r03_a_cooperation_that_only_one_side_has_registered(make_village):
    own = {"kind": "跨村联建", "project": "GJ-1", "partner": "V07", "content": "合建气调库", "status": "已投用"}
    both = [own, own | {"village": "V07", "partner": "V03"}]
    assert codes(make_village(cooperations=[own])) == ["R03"]
    assert codes(make_village(cooperations=both)) == []


def test_r04_a_document_of_the_previous_term(make_village):
    row = {"item": "组织生活会", "period": "2020", "due": 1, "found": 1, "quality": "不规范", "criticism": "无"}
    assert codes(make_village(document_checks=[row])) == ["R04"]


def test_the_same_problem_written_twice_is_told_and_both_stay(make_village):
    rows = [
        {"problem": f"WT-{n}", "gist": gist, "themes": "集体经济", "evidence": "集体经济#4", "severity": "一般"}
        for n, gist in enumerate(("集体经济来源单一", "集体收入来源较单一", "竹产业价值没有挖深"), start=1)
    ]
    found = make_village(problems=rows)
    (notice,) = [notice for notice in found.notices if notice.code == "R08"]
    assert "WT-1“集体经济来源单一”与WT-2“集体收入来源较单一”" in notice.message
    assert len(found.register) == 3
