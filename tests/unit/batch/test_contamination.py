"""A paragraph, a table or a figure of another village is found wherever it stands, and keeps the report back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import nbformat
import pytest

from yanpan.batch.contamination import foreign_in_slips, foreign_parts
from yanpan.batch.plan import Task
from yanpan.batch.worker import run_task
from yanpan.document import Block, HeadCell, Heading, Paragraph, ReportFigure, ReportTable, Run, Section
from yanpan.errors import UserError
from yanpan.summary import QuarterSummary, Slip

COMMON = {
    "round": "2023-mid", "edition": "internal", "owner": "镇", "title": "标题", "as_of": "2023-04-20", "inputs": "x",
    "facts": (), "rows": (),
}  # fmt: skip


def paragraph(owner: str, fact: str | None = None) -> Paragraph:
    """One line."""
    return Paragraph(id=f"{owner}-成绩-甲", owner=owner, runs=(Run(text="38盏", fact=fact),))


def table(owner: str) -> ReportTable:
    """One cell."""
    return ReportTable(
        id=f"{owner}-矩阵", owner=owner, caption="表", head=((HeadCell(text="项"),),), rows=(((Run(text="1"),),),)
    )


def figure(owner: str) -> ReportFigure:
    """An empty drawing."""
    return ReportFigure(id=f"{owner}-八项测评", owner=owner, caption="图", alt="图", svg="<svg/>")


def shown(*blocks: Block, **data: str) -> nbformat.NotebookNode:
    """A notebook with one output a cell."""
    outputs = [{"text/html": block.to_html()} for block in blocks] + ([data] if data else [])
    cells = [nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", each)]) for each in outputs]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("<p data-village='V09'>"), *cells])


def test_what_is_the_villages_own_passes() -> None:
    own = Section(id="V03-节", owner="V03", blocks=(paragraph("V03", "V03.项目.盏数"), table("V03"), figure("V03")))
    assert foreign_parts(shown(own, figure("V03")), "V03") == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (paragraph("V05"), "第2格的段落“V05-成绩-甲”属于 V05"),
        (table("V05"), "第2格的表“V05-矩阵”属于 V05"),
        (figure("V05"), "第2格的图“V05-八项测评”属于 V05"),
        (paragraph("V03", "V05.项目.盏数"), "第2格的段落“V03-成绩-甲”印了 V05 的数据"),
    ],
)
def test_what_is_anothers_is_named(block: Block, said: str) -> None:
    assert foreign_parts(shown(paragraph("V03"), block), "V03") == [said]


def test_inside_a_section_it_is_found_too() -> None:
    mixed = Section(id="V03-节", owner="V03", blocks=(paragraph("V03"), figure("V05")))
    assert foreign_parts(shown(mixed), "V03") == ["第1格的图“V05-八项测评”属于 V05"]


def test_a_drawing_without_an_owner_is_not_taken() -> None:
    left_over = nbformat.v4.new_output("display_data", {"image/png": "AAAA"})
    cell = nbformat.v4.new_code_cell("", outputs=[left_over])
    (said,) = foreign_parts(nbformat.v4.new_notebook(cells=[cell]), "V03")
    assert said.startswith("第1格的图没有写明属于哪个村")
    cell.metadata["tags"] = ["screen"]
    assert foreign_parts(nbformat.v4.new_notebook(cells=[cell]), "V03") == []


def test_the_township_may_show_its_villages_and_no_others() -> None:
    blocks = shown(paragraph("镇"), paragraph("V03", "V03.项目.盏数"), table("V77"))
    assert foreign_parts(blocks, "镇", villages=("V03",)) == ["第3格的表“V77-矩阵”属于 V77"]


def slip(owner: str, *paragraphs: Paragraph) -> Slip:
    """A reminder slip."""
    return Slip(
        owner=owner,
        name="村",
        heading=Heading(id=f"{owner}-单", owner=owner, level=1, text="单"),
        paragraphs=paragraphs,
    )


def test_a_slip_holds_its_own_village_alone() -> None:
    slips = (
        slip("V03", paragraph("V03", "V03.督查.次数")),
        slip("V04", paragraph("V04", "V05.督查.次数"), paragraph("V05")),
        slip("V77"),
    )
    quarter = QuarterSummary(**COMMON, quarter="2023Q1", slips=slips)
    assert foreign_in_slips(quarter, villages=("V03", "V04", "V05")) == [
        "V04 提醒单的段落“V04-成绩-甲”印了 V05 的数据",
        "V04 提醒单的段落“V05-成绩-甲”属于 V05",
        "提醒单属于 V77，不在名册里",
    ]


LEFT_OVER = """
from yanpan.document import ReportFigure
ReportFigure(id="V05-八项测评", owner="V05", caption="图", alt="图", svg="<svg/>")
"""


def test_a_report_with_a_figure_of_another_village_is_kept_back(
    make_task: Callable[..., Task], summary_cell: str
) -> None:
    task = make_task("V03", LEFT_OVER, summary_cell)
    with pytest.raises(UserError, match="不属于 V03 的内容，没有采用：第3格的图“V05-八项测评”属于 V05"):
        run_task(task, lambda event: None)


@pytest.mark.parametrize("kind", [{"kind": "method"}, {"kind": "quarter", "quarter": "2023Q1"}])
def test_quarterly_and_method_notebooks_are_looked_through_too(
    make_task: Callable[..., Task], kind: dict[str, str]
) -> None:
    handed = f"display({{'application/vnd.yanpan.summary+json': {COMMON | kind!r}}}, raw=True)"
    hand_over = f"from IPython.display import display\n{handed}"
    task = replace(make_task("镇", LEFT_OVER.replace("V05", "V03"), hand_over), villages=("V03",))
    assert run_task(task, lambda event: None).ok
    task = replace(make_task("镇", LEFT_OVER, hand_over), villages=("V03",))
    with pytest.raises(UserError, match="不属于 镇 的内容，没有采用：第3格的图“V05-八项测评”属于 V05"):
        run_task(task, lambda event: None)
