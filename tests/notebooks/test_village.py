"""The village notebook executed as the batch does: blocks, hand-over, no errors, nothing of a higher level."""

import json
import re

import pandas as pd
import papermill
import pytest

from yanpan.summary import MIME, VillageSummary

pytestmark = [
    pytest.mark.xdist_group("notebooks"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]
ALARM = "<script>alert('甲')</script>"


def run(project, village, target, **parameters):
    notebook = project.notebooks / "village.ipynb"
    path = target / f"{village}.ipynb"
    papermill.execute_notebook(
        str(notebook),
        str(path),
        parameters={"village": village, **parameters},
        cwd=str(project.notebooks),
        progress_bar=False,
    )
    return json.loads(path.read_text(encoding="utf-8"))


def outputs(notebook):
    return [(cell["id"], out) for cell in notebook["cells"] for out in cell.get("outputs", [])]


def html(notebook):
    return "\n".join("".join(out["data"].get("text/html", "")) for _, out in outputs(notebook) if "data" in out)


def summary(notebook):
    return VillageSummary.model_validate(outputs(notebook)[-1][1]["data"][MIME])


@pytest.fixture(scope="module")
def v03(project, tmp_path_factory):
    return run(project, "V03", tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def v09(project, tmp_path_factory):
    return run(project, "V09", tmp_path_factory.mktemp("run"))


@pytest.fixture(params=["v03", "v09"])
def executed(request):
    return request.getfixturevalue(request.param)


def test_a_village_that_is_not_there_is_one_sentence_under_the_cell(project, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError):
        run(project, "V99", tmp_path)
    stopped = json.loads((tmp_path / "V99.ipynb").read_text(encoding="utf-8"))
    (told,) = [out for _, out in outputs(stopped) if out["output_type"] == "error"]
    assert told["traceback"] == [told["evalue"]]
    assert told["evalue"].startswith("没有村（社区）“V99”；名册里有：V01 河口社区")


def test_every_code_cell_shows_one_block_and_none_an_error(executed):
    shown = outputs(executed)
    code = [cell for cell in executed["cells"] if cell["cell_type"] == "code" and "report" in "".join(cell["source"])]
    assert {kind["output_type"] for _, kind in shown} == {"execute_result"}
    assert len(shown) == len(code)


def test_blocks_carry_their_village_and_unique_ids(executed):
    page, own = html(executed), summary(executed).owner
    assert set(re.findall(r'data-village="([^"]*)"', page)) == {own}
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_the_hand_over_is_complete(executed):
    handed = summary(executed)
    assert handed.edition == "internal"
    assert handed.achievements
    assert handed.problems_text
    assert len(handed.problems) == 6
    assert set(handed.states) == {"思想动态", "履职成效", "廉洁自律", "群众反映"}
    assert len(handed.inputs) == 64


def test_every_printed_fact_is_in_the_hand_over(executed):
    keys = set(re.findall(r'data-fact="([^"]*)"', html(executed)))
    assert keys <= {fact.key for fact in summary(executed).facts}


def test_tables_and_four_figures_are_there(executed):
    page = html(executed)
    assert page.count("<figure") == 4
    for caption in ("满意度测评分项结果", "四源互证情况", "问题整改台账", "建议档次的指标构成", "数据来源"):
        assert caption in page


def test_nothing_of_a_member_a_talk_or_a_form_is_in_the_file(executed, sample_tables):
    owner = summary(executed).owner
    text = json.dumps(executed, ensure_ascii=False)
    for table, column in (
        ("members", "name"),
        ("talks", "gist"),
        ("routine_records", "gist"),
        ("satisfaction_forms", "remark"),
        ("questionnaires", "advice"),
        ("suggestions", "content"),
    ):
        rows = sample_tables[table]
        cells = rows[rows["village"] == owner][column].dropna()
        assert [cell for cell in cells if len(cell) > 1 and cell in text] == [], table


def test_evidence_shows_no_row_of_a_table_above_the_edition(executed):
    assert not {row.table for row in summary(executed).rows} & {"talks", "questionnaires", "members", "prechecks"}


def test_v09_is_told_of_its_vacancy_and_not_called_complete(v09):
    handed = summary(v09)
    assert "R01" in [notice.code for notice in handed.warnings]
    assert "健全" not in "".join(block.plain() for block in handed.achievements)


def test_the_committee_edition_has_the_members_section(project, tmp_path, sample_tables):
    page = html(run(project, "V03", tmp_path, edition="committee"))
    members = sample_tables["members"]
    names = members[(members["village"] == "V03") & members["serving"]]["name"]
    assert all(name in page for name in names)


def test_markup_from_the_registers_stays_text(own_project, tmp_path):
    path = own_project.raw("2023-mid") / "问题清单.xlsx"
    book = pd.read_excel(path, header=None)
    assert not book.empty
    replace_in_workbook(path, "产业发展路子偏少", ALARM)
    page = html(run(own_project, "V03", tmp_path))
    assert ALARM not in page
    assert "&lt;script&gt;alert" in page


def replace_in_workbook(path, old, new):
    from openpyxl import load_workbook

    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == old]
    for cell in cells:
        cell.value = new
    assert cells
    book.save(path)


def test_an_unknown_village_lists_the_roster(project, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match=r"V99.*河口社区"):
        run(project, "V99", tmp_path)
