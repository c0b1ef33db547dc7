"""The method notebook run as `yanpan method` does: every step shown with the sample's figures, exported, no members."""

import json
import re

import pytest

from yanpan.batch.method import run_method
from yanpan.errors import UserError
from yanpan.summary import MIME, MethodSummary

pytestmark = [
    pytest.mark.xdist_group("notebooks"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def folder(project):
    return run_method(project, "2023-mid", formats=("html", "pdf"))


@pytest.fixture(scope="module")
def outputs(folder):
    cells = json.loads((folder / "report.ipynb").read_text(encoding="utf-8"))["cells"]
    return [out for cell in cells for out in cell.get("outputs", [])]


@pytest.fixture(scope="module")
def page(outputs):
    return "\n".join("".join(out["data"].get("text/html", "")) for out in outputs)


def test_it_runs_and_lands_in_the_committees_edition_as_it_shows_exact_counts(folder, outputs):
    assert folder.parts[-3:] == ("2023-mid", "committee", "method")
    assert {path.name for path in folder.iterdir()} == {"report.ipynb", "summary.json", "report.html", "report.pdf"}
    assert {out["output_type"] for out in outputs} == {"execute_result"}
    assert not list(folder.parent.glob(".staging*"))


@pytest.mark.parametrize(
    "caption",
    [
        "有效性门槛",
        "满意率与 Wilson 区间",
        "精确区间与最坏情形界限",
        "按身份分层的满意率",
        "几种赋分方案",
        "问卷得分与信度（全镇合并）",
        "敷衍与重复的迹象：含与不含",
        "来源相互矛盾的单元",
        "标杆与权重",
        "综合得分与建议档次",
        "最小翻档条件",
        "哪条假定最要紧",
        "两两差值与用词",
        "名次置信集",
        "工作组与村的连通部分",
        "各组松严的估计",
    ],
)
def test_every_step_is_shown(page, caption):
    assert f"<caption>{caption}</caption>" in page


def test_figures_have_captions_sources_and_descriptions(page):
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert len(figures) == 6
    assert all("（来源：" in figure and len(re.search('alt="([^"]*)"', figure)[1]) > 40 for figure in figures)


def test_sentences_print_the_samples_figures(page):
    text = re.sub("<[^>]+>", "", page)
    assert re.search(r"全部题目的信度0\.\d\d（区间0\.\d\d—0\.\d\d）", text)
    assert re.search(r"“明显”\d+对，“较”\d+对，“持平”\d+对", text)
    assert "可估参数9个，分得开需要17个" in text
    assert not re.search(r"\bnan\b|NaN|None|inf\b|这句话所用的数据本轮没有", text)


def test_villages_stand_in_roster_order_and_have_no_rank(page):
    rows = re.search(r"<caption>名次置信集</caption>.*?</table>", page, re.S)[0]
    names = re.findall(r'data-fact="镇\.方法\.村名\.(V\d+)"', rows)
    assert names == [f"V0{i}" for i in range(1, 10)]
    assert "第1名" not in page


def test_every_printed_fact_is_handed_over_with_its_rows(outputs, page):
    handed = MethodSummary.model_validate(outputs[-1]["data"][MIME])
    printed = set(re.findall(r'data-fact="([^"]*)"', page))
    facts = {fact.key: fact for fact in handed.facts}
    assert printed <= set(facts)
    bare = {key for key in printed if not facts[key].sources}
    assert bare <= {"镇.方法.试算次数", *(f"镇.方法.用词{word}" for word in ("明显", "较", "持平"))}


def test_no_member_and_no_row_above_the_edition_is_in_the_file(folder, outputs, sample_tables):
    handed = MethodSummary.model_validate(outputs[-1]["data"][MIME])
    assert not {row.table for row in handed.rows} & {"talks", "questionnaires", "members", "prechecks"}
    text = (folder / "report.ipynb").read_text(encoding="utf-8")
    groups = sample_tables["work_groups"]
    reviewers = "、".join([*groups["leader"], *groups["members"]]).split("、")
    names = set(sample_tables["members"]["name"].dropna()) - set(reviewers)
    assert names
    assert not [name for name in names if name in text]


def test_a_round_that_is_not_there_is_named(project):
    with pytest.raises(UserError, match="2023-mid"):
        run_method(project, "2031-mid")
