"""The sample township: the same bytes each time, the reported figures in it, everything consistent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from yanpan.sample import write_sample
from yanpan.sample.write import simulate

ROOT = Path(__file__).resolve().parents[3]
RAW = ROOT / "data" / "raw" / "2023-mid"

THEME_MATRIX = {  # villages by theme, as the source report's chapter three has them
    "集体经济": {2, 3, 6, 7, 9},
    "产业规模": {2, 4, 6, 8, 9},
    "品牌价值": {3, 5, 6, 7, 8},
    "发展思路": {1, 2, 3, 4},
    "党员示范": {2, 4, 7, 9},
    "党建与产业融合": {1, 5, 6, 8},
    "党建引领": {1, 3, 6, 7},
    "闲置资源": {1, 3, 4},
    "党建创新": {4, 5, 8},
    "党员教育管理": {2, 9},
    "参与治理": {4, 7},
    "人居环境": {4, 7},
    "组织生活与资料": {3, 8},
    "书记项目与双强双创": {1, 6},
    "双诺双评": {3},
    "理论学习": {2},
    "后备与空缺": {9},
    "上级通报": {6},
}


@pytest.fixture(scope="module")
def tables():
    return simulate(9, 2023)


def test_generator_writes_the_committed_files_to_the_byte(tmp_path: Path) -> None:
    written = write_sample(tmp_path / "raw")
    committed = sorted(path for path in RAW.iterdir() if path.is_file())
    assert [path.name for path in written] == [path.name for path in committed]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(written, committed, strict=True))


def test_another_seed_writes_other_answers(tmp_path: Path) -> None:
    one, other = simulate(9, 2023), simulate(9, 2024)
    assert one["问卷调查表"] != other["问卷调查表"]
    assert one["项目建设"] == other["项目建设"]


def test_themes_stand_at_the_villages_of_the_source_report(tables) -> None:
    found = defaultdict(set)
    for row in tables["问题清单"]:
        for theme in row["主题"].split("、"):
            found[theme].add(int(row["村"][1:]))
    assert dict(found) == THEME_MATRIX


def test_valid_forms_print_as_300_and_460_odd(tables) -> None:
    valid = Counter()
    for row in tables["票表回收"]:
        valid[row["表种"]] += row["有效"]
    assert 301 <= valid["问卷调查表"] <= 309
    assert 461 <= valid["满意度测评表"] <= 469


def test_every_ballot_row_adds_up_to_the_valid_ballots(tables) -> None:
    valid = {row["村"]: row["有效"] for row in tables["票表回收"] if row["表种"] == "民主测评票"}
    sums = {(row["村"], sum(row[k] for k in ("好", "正常", "较差", "弃权"))) for row in tables["民主测评票"]}
    assert sums == set(valid.items())


def test_three_departments_cleared_every_serving_member_before_the_first_visit(tables) -> None:
    serving = {row["成员编号"] for row in tables["班子成员"] if row["在任"] == "是"}
    asked = Counter(row["对象"] for row in tables["摸底反馈"])
    assert asked == dict.fromkeys(serving, 3)
    assert {row["结论"] for row in tables["摸底反馈"]} == {"无反映"}
    assert max(row["反馈日期"] for row in tables["摸底反馈"]) < min(row["首次进村日期"] for row in tables["工作组"])


def test_the_source_reports_own_flaws_are_in_the_data(tables) -> None:
    vacant = [(row["村"], row["职位"]) for row in tables["职数"] if row["空缺数"]]
    national = [row["村"] for row in tables["创先争优"] if row["级别"] == "国家"]
    previous = [(row["村"], row["事项"]) for row in tables["资料查阅"] if str(row["期间"]) < "2021"]
    assert (vacant, national, previous) == ([("V09", "村副主任")], ["V07"], [("V08", "组织生活会")])


def test_problems_name_rows_that_exist(tables) -> None:
    assert all(re.fullmatch(r"[^@#]+@[\w-]+", item) for row in tables["问题清单"] for item in row["证据"].split("、"))
    known = {f"{name}@{row['@']}" for name, rows in tables.items() for row in rows if row.get("@")}
    named = {item for row in tables["问题清单"] for item in row["证据"].split("、")}
    assert named <= known


def test_no_number_looks_like_a_phone_or_an_identity_card() -> None:
    for rows in simulate(9, 2023).values():
        text = " ".join(str(value) for row in rows for value in row.values())
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)", text)


def test_sources_name_every_file_and_say_what_is_reported() -> None:
    sources = yaml.safe_load((RAW / "SOURCES.yml").read_text(encoding="utf-8"))
    assert set(sources["files"]) == {path.name for path in RAW.iterdir()} - {"SOURCES.yml"}
    assert "净收益万元" in sources["tables"]["集体经济"]["reported"]
    assert "总体评价" in sources["tables"]["满意度测评表"]["simulated"]


@pytest.mark.parametrize("villages", [1, 4, 30])
def test_a_township_of_any_size_is_whole(tmp_path: Path, villages: int) -> None:
    written = write_sample(tmp_path, villages=villages)
    tables = simulate(villages, 2023)
    assert len(tables["村社名册"]) == villages == len({row["名称"] for row in tables["村社名册"]})
    assert {row["村"] for row in tables["满意度测评表"]} == {row["编号"] for row in tables["村社名册"]}
    assert {row["问题编号"] for row in tables["整改台账"]} == {row["问题编号"] for row in tables["问题清单"]}
    assert len(written) > 30
