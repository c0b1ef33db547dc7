import pytest

from yanpan.narrative.compose import worded
from yanpan.narrative.village import achievements, voice_of
from yanpan.schema import Level


def road(project, road, length, turnout, segment=None):
    return {
        "project": project,
        "name": f"{road}{segment or ''}路基扩面",
        "kind": "道路",
        "road": road,
        "segment": segment,
        "amount": length,
        "unit": "公里",
        "turnout": turnout,
        "funding": "财政",
        "status": "已完成",
    }


def said(found, phrases, code):
    voice = voice_of(found, phrases)
    return ["".join(run.text for run in worded(f, voice)) for f in found.achievements if f.code == code]


def industry(name, area, kind, bound="=", **more):
    return {
        "industry": name,
        "category": name,
        "area": area,
        "area_bound": bound,
        "area_kind": kind,
        "year": 2022,
    } | more


def test_roads_of_one_kind_of_turnout_are_one_statement(make_village, phrases):
    found = make_village(projects=[road("甲", "兴和路", 3.0, "组织", "新桥段"), road("乙", "凤鸣路", 8.0, "组织")])
    (text,) = said(found, phrases, "项目.道路")
    assert "兴和路新桥段3公里、凤鸣路8公里路基扩面" in text


def test_roads_of_other_turnout_are_told_apart(make_village):
    found = make_village(projects=[road("甲", "兴和路", 3.0, "组织"), road("乙", "凤鸣路", 8.0, "自发")])
    assert len([f for f in found.achievements if f.code == "项目.道路"]) == 2


def test_a_facts_rows_are_those_of_the_raw_file(make_village):
    found = make_village(projects=[road("甲", "兴和路", 3.0, "组织")])
    (source,) = found.book["V03.项目.甲.数量"].sources
    assert (source.file, source.rows, source.ids) == ("项目建设.xlsx", (4,), ("甲",))


def test_lamps_paid_for_by_the_people_say_so(make_village, phrases):
    lamp = {
        "project": "灯",
        "name": "路灯安装",
        "kind": "路灯",
        "amount": 17.0,
        "unit": "盏",
        "turnout": "自发",
        "funding": "群众筹资",
        "money": 8000.0,
        "money_bound": ">=",
        "status": "已完成",
    }
    (text,) = said(make_village(projects=[lamp]), phrases, "项目.路灯")
    assert "筹资8000余元" in text
    assert "17盏" in text


def test_an_unfinished_project_that_proves_a_problem_is_no_achievement(make_village):
    project = road("甲", "兴和路", 3.0, "组织") | {"kind": "人居环境", "status": "推进中"}
    problem = {"problem": "W1", "themes": "人居环境", "gist": "整治慢", "evidence": "项目建设#甲", "severity": "一般"}
    found = make_village(projects=[project], problems=[problem])
    assert not [f for f in found.achievements if f.code.startswith("项目")]


def test_areas_of_different_kinds_are_never_one_statement(make_village, phrases):
    found = make_village(
        industries=[industry("中药材", 1400.0, "新增", ">="), industry("中药材", 1000.0, "改种", ">=")]
    )
    assert "中药材1400余亩" in said(found, phrases, "产业.新增")[0]
    assert "中药材1000余亩" in said(found, phrases, "产业.改种")[0]


def test_a_nominal_base_prints_its_level_and_wan_mu(make_village, phrases):
    found = make_village(industries=[industry("高山基地", 10000.0, "基地目标", "~", level="省")])
    assert "省级万亩高山基地" in said(found, phrases, "产业.基地")[0]


def test_honours_are_ordered_by_rank_and_carry_their_period(make_village, phrases):
    honours = [
        {"name": "镇平安村", "level": "镇", "awarder": "镇党委", "year": 2022},
        {"name": "市文明村", "level": "市", "awarder": "市委", "year": 2022, "period": "2019-2021"},
    ]
    (text,) = said(make_village(honours=honours), phrases, "荣誉.获评")
    assert text.index("市文明村") < text.index("镇平安村")
    assert "（2019—2021年度）" in text


def test_an_honour_of_before_the_term_is_not_claimed_for_it(make_village, phrases):
    honours = [{"name": "全国示范村", "level": "国家", "awarder": "部", "year": 2020}]
    assert said(make_village(honours=honours), phrases, "荣誉.获评") == ["2020年评定的“全国示范村”称号沿用至今"]


def test_a_partner_village_is_named_as_in_the_roster(make_village, phrases):
    row = {"kind": "跨村联建", "project": "GJ-1", "partner": "V07", "content": "合建气调库", "status": "已投用"}
    assert "长坪村" in said(make_village(cooperations=[row]), phrases, "共建.跨村联建")[0]


def test_income_is_told_against_the_year_before_on_the_same_basis(make_village, phrases):
    years = [
        {"year": 2021, "total": 9.0, "operating": 5.0, "net": 3.0, "sources": 2, "basis": "净收益"},
        {"year": 2022, "total": 11.0, "operating": 6.0, "net": 3.3, "sources": 2, "basis": "净收益"},
    ]
    (text,) = said(make_village(collective_income=years), phrases, "集体经济.收益")
    assert "3.3万元" in text
    assert "0.3万元" in text


def test_a_complete_team_is_said_only_without_a_vacancy(make_village):
    post = {"post": "村副主任", "approved": 1, "filled": 0, "vacant": 1, "vacant_since": "2022-06-15"}
    codes = {f.code for f in make_village(positions=[post]).achievements}
    assert "班子.健全" not in codes


def test_cohesion_is_not_claimed_from_one_source(make_village):
    forms = [
        {"form": f"{n:03}", "identity": "党员", "overall": "满意", "teamwork": "满意", "attitude": "满意"}
        for n in range(12)
    ]
    assert "班子.团结" not in {f.code for f in make_village(satisfaction_forms=forms).achievements}


def test_counts_over_members_are_for_the_township_though_the_register_is_not(make_village):
    member = {
        "member": "V03-M01",
        "name": "某人",
        "sex": "男",
        "born": "1975-01",
        "politics": "中共党员",
        "education": "大专",
        "posts": "书记",
        "dual_role": True,
        "full_time": True,
        "serving": True,
        "since": "2021-01-01",
        "upgrade": "无",
    }
    found = make_village(members=[member])
    assert found.book["V03.班子.常职人数"].level is Level.L2
    assert "某人" not in "".join(fact.text for fact in found.book)


@pytest.mark.parametrize(("kind", "term"), [("村", "村民"), ("社区", "居民")])
def test_terms_follow_the_kind_of_place(make_village, phrases, kind, term):
    found = make_village(roster={"kind": kind}, projects=[road("甲", "兴和路", 3.0, "组织")])
    (text,) = [block.plain() for block in achievements(found, voice_of(found, phrases))]
    assert f"带动{term}" in text
