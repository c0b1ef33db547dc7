"""The policy file: what it says, and how it answers to mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from yanpan.config.policy import Policy, load_policy
from yanpan.config.remarks import load_remarks
from yanpan.errors import UserError

PARAMS = Path(__file__).resolve().parents[3] / "params"


@pytest.fixture
def broken(tmp_path: Path):
    def load(change) -> Policy:
        data = yaml.safe_load((PARAMS / "policy.yml").read_text(encoding="utf-8"))
        change(data)
        (tmp_path / "policy.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return load_policy(tmp_path)

    return load


def indicator(data: dict, place: int = 0, **change) -> None:
    data["指标"][place] |= change


MISTAKES = {
    "misspelt key": (lambda d: d["满意度"].update({"置信水准": 95}), "不认识的键“满意度→置信水准”，是不是“置信水平”"),
    "misspelt section": (lambda d: d.update({"指标们": []}), "是不是“指标”"),
    "cuts out of order": (lambda d: d["档次分界"].update({"好": 50}), "“好”的分界须高于“正常”的分界"),
    "weights": (lambda d: indicator(d, 权重=10), "各指标权重合计须为 100，现为 101"),
    "group weights": (lambda d: d["一级权重"].update({"治理服务": 21}), "“治理服务”的一级权重为 21"),
    "goalposts": (lambda d: indicator(d, 低标=100), "低标须小于高标"),
    "unknown measure": (lambda d: indicator(d, 取数="心情"), "资料完整率"),
    "unknown document": (lambda d: indicator(d, 范围=["党费"]), "没有“党费”，可选 党员大会"),
    "unknown domain": (lambda d: indicator(d, 2, 范围=["廉政"]), "范围可选 "),
    "question twice": (lambda d: d["四个维度"]["思想动态"]["问卷"].append("Q14"), "“Q14”写了不止一次"),
    "unknown question": (lambda d: d["问卷领域"].update({"廉洁": ["Q16"]}), "没有“Q16”"),
    "share": (lambda d: d["会议有效"].update({"到会比例": "三分之二"}), "会议有效→到会比例"),
    "yes or no": (lambda d: d["摸底"].update({"含班子整体": "也许"}), "要是/否"),
    "appraisal": (lambda d: d["年终考核"].update({"民主测评": 40}), "合计须为 100，现为 110"),
    "firmness out of order": (lambda d: d["稳定性"].update({"较稳定": "9/10"}), "“稳定”的分界须高于“较稳定”的分界"),
    "too few replicates": (
        lambda d: d["稳定性"].update({"重复次数": 500}),
        "稳定性→重复次数”的值不合要求（不小于 5000）",
    ),
    "no source": (lambda d: d["后备"].pop("依据"), "缺少“后备→依据”"),
}


@pytest.mark.parametrize(("change", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_what_is_allowed(change, words: str, broken) -> None:
    with pytest.raises(UserError) as caught:
        broken(change)
    assert words in str(caught.value)


def test_a_file_that_is_no_mapping_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text("- 甲\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"^policy\.yml 有误：整个文件应由“键: 值”组成。$"):
        load_policy(tmp_path)


def test_choices_are_told_without_english(tmp_path: Path) -> None:
    (tmp_path / "villages").mkdir()
    (tmp_path / "villages" / "V03.yml").write_text("批注: [{位置: 成就, 句: 甲}]\n", encoding="utf-8")
    with pytest.raises(UserError, match="可选 '成绩'、'问题'"):
        load_remarks(tmp_path, "V03")


def test_all_mistakes_are_told_at_once(broken) -> None:
    def change(data: dict) -> None:
        data["满意度"]["置信水准"] = 95
        data["后备"].pop("依据")

    with pytest.raises(UserError) as caught:
        broken(change)
    assert all(words in str(caught.value) for words in ("置信水准", "后备→依据"))


def test_the_projects_policy_loads_and_every_question_has_one_dimension() -> None:
    policy = load_policy(PARAMS)
    parts = (policy.dimensions.thought, policy.dimensions.duty, policy.dimensions.integrity, policy.dimensions.public)
    assert sum(len(part.questions) for part in parts) == 15


@pytest.mark.parametrize(("score", "grade"), [(85, "好"), (84.99, "正常"), (60, "正常"), (59.99, "较差")])
def test_a_score_on_the_cut_has_reached_it(score: float, grade: str) -> None:
    assert load_policy(PARAMS).cuts.grade(score) == grade


def test_evaluation_words() -> None:
    policy = load_policy(PARAMS)
    words = [
        policy.word(grade, firm=firm) for grade, firm in (("好", True), ("好", False), ("正常", True), ("较差", True))
    ]
    assert words == ["良好", "较好", "正常", "较差"]
