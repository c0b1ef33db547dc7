"""Notebooks to export: a stitched report of three villages with hostile text, and an ordinary one."""

import io

import matplotlib
import nbformat
import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yanpan.document import (
    Block,
    HeadCell,
    Heading,
    Paragraph,
    ReportFigure,
    ReportTable,
    Run,
    Section,
    cell,
    run_of,
)
from yanpan.evidence import EvidenceRow, SourceRef
from yanpan.facts import Fact
from yanpan.fonts import figure_font
from yanpan.schema import Level
from yanpan.summary import MIME, TownshipSummary

HOSTILE = (
    "<script>alert(1)</script> =SUM(A1:A9) #set text(red) *星号* _下划_ $x^2$ 5$和6$ @标签 \\ `反引号` ```三 "
    "- 横 -- 横横 --- 1. 一 [括] {花} ~波 \"双\" '单' ... // 双斜 /* 注 */ <b>粗</b> &amp; &lt; ![图](x) "
    "https://example.invalid/a_b %25 ^上^ |竖| \\n #linebreak() \\(x\\) $$y$$ :smile: = 等号 + 加 / 斜"
)
LONG = "山水林田路电网桥库塘渠坝井泵站房厂棚圃园校院馆所亭台廊墙" * 40
VILLAGES = {"V01": "云溪村", "V02": "洑垚村", "V03": "赟喆村"}


def lamps(village: str) -> Fact:
    source = SourceRef(
        table="projects", file="项目.xlsx", sheet="项目", rows=(3, 4, 5, 9), ids=("P1", "P2", "P3", "P9")
    )
    return Fact(
        key=f"{village}.项目.路灯.盏数",
        owner=village,
        label="新装路灯",
        text="38盏",
        value=38,
        unit="盏",
        sources=(source,),
    )  # fmt: skip


def rate(village: str) -> Fact:
    source = SourceRef(table="satisfaction_forms", file="满意度.csv", rows=tuple(range(2, 40)))
    return Fact(
        key=f"{village}.满意.率", owner=village, label="群众满意率", text="92.2%", value=92.2, unit="%", n=51,
        interval=(81.3, 96.9), level=Level.L2, sources=(source,), method="Wilson 95% 区间，有限总体修正",
    )  # fmt: skip


def show(block: Block) -> nbformat.NotebookNode:
    bundle = block._repr_mimebundle_()
    return new_code_cell("report.show()", outputs=[new_output("display_data", data=bundle)])


def table(village: str, rows: int = 4) -> ReportTable:
    head = (
        (HeadCell(text="项目", rowspan=2), HeadCell(text="满意度", colspan=2), HeadCell(text="备注", rowspan=2)),
        (HeadCell(text="很满意"), HeadCell(text="一般")),
    )
    body = tuple(
        (
            cell(f"第{n}项"),
            cell(rate(village)),
            cell("7.8%"),
            cell("道路、饮水、路灯都已完成" if n % 3 else HOSTILE[:40]),
        )
        for n in range(1, rows + 1)
    )
    return ReportTable(
        id=f"{village}-表", owner=village, caption=f"{VILLAGES[village]}群众满意度", head=head, rows=body, align="lccl",
        note="来源：满意度测评表，51份有效。",
    )  # fmt: skip


def figure(village: str) -> ReportFigure:
    matplotlib.rcParams["svg.hashsalt"] = "yanpan"
    font = FontProperties(fname=str(figure_font()))
    drawing = Figure(figsize=(5, 2.6))
    axes = drawing.subplots()
    axes.barh([0, 1, 2], [92, 88, 71])
    axes.set_yticks([0, 1, 2], ["道路", "饮水", "路灯"], fontproperties=font)
    axes.set_xlabel("满意率（%）", fontproperties=font)
    held = io.StringIO()
    drawing.savefig(held, format="svg", metadata={"Date": None}, bbox_inches="tight")
    return ReportFigure(
        id=f"{village}-图", owner=village, caption=f"图：{VILLAGES[village]}三项满意率（51份）",
        alt="三根横条，道路最长，约百分之九十二；路灯最短，约百分之七十一。", svg=held.getvalue(),
    )  # fmt: skip


def village_section(village: str, number: str) -> Section:
    said = (Run(text=f"{VILLAGES[village]}两年来安装路灯"), run_of(lamps(village)), Run(text="，群众满意率为"))
    return Section(
        id=f"{village}-节", owner=village,
        blocks=(
            Heading(id=f"{village}-标题", owner=village, level=3, text=f"（{number}）{VILLAGES[village]}"),
            Paragraph(id=f"{village}-段1", owner=village, runs=(*said, run_of(rate(village)), Run(text=LONG[:200]))),
            Paragraph(id=f"{village}-段2", owner=village, runs=(Run(text=HOSTILE),)),
            Paragraph(id=f"{village}-段3", owner=village, style="missing", runs=(Run(text="廉洁自律只有一个来源。"),)),
            Heading(id=f"{village}-小题", owner=village, level=4, text="1．基本情况"),
            table(village),
            figure(village),
        ),
    )  # fmt: skip


def _cells(row: int) -> dict[str, str]:
    return {"村名": "云溪村", "内容": f"路灯{row}<盏>"}


def summary() -> TownshipSummary:
    facts = tuple(fact(village) for village in VILLAGES for fact in (lamps, rate))
    rows = tuple(
        EvidenceRow(
            table="projects",
            file="项目.xlsx",
            sheet="项目",
            row=row,
            cells={"村名": "云溪村", "内容": f"路灯{row}<盏>"},
        )
        for row in (3, 4, 5)
    )
    return TownshipSummary(
        round="2023-mid", edition="internal", owner="镇", title="报告", as_of="2023-04-20", inputs="0" * 64,
        facts=facts, rows=rows, villages=tuple(VILLAGES),
    )  # fmt: skip


@pytest.fixture(scope="session")
def report() -> nbformat.NotebookNode:
    """A stitched report as the township notebook leaves it."""
    return stitched()


def stitched() -> nbformat.NotebookNode:
    """A stitched report as the township notebook leaves it."""
    paragraph = Paragraph(id="镇-长", owner="镇", runs=(Run(text=LONG),))
    lead = Paragraph(id="镇-要点", owner="镇", style="lead", runs=(Run(text="三个村中，一个良好，两个正常。"),))
    last = new_output(
        "display_data", data={MIME: summary().model_dump(mode="json"), "text/html": "<p class='note'>出处</p>"}
    )
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# 只给分析员看的题目", metadata={"tags": ["screen"]}),
            show(Heading(id="题目", owner="镇", level=1, text="青禾镇村（社区）“两委”班子届中分析研判工作情况报告")),
            show(lead),
            new_markdown_cell("## 一、工作开展情况\n\n下面先说**摸底**，再说*调研*。"),
            show(paragraph),
            show(paragraph.model_copy(update={"id": "镇-长2"})),
            new_markdown_cell("## 二、研判情况"),
            *(show(village_section(village, number)) for village, number in zip(VILLAGES, "一二三", strict=True)),
            new_markdown_cell("## 附件1 长表"),
            show(table("V01", rows=60).model_copy(update={"id": "长表"})),
            new_code_cell("summary", outputs=[last]),
            new_code_cell("print('x')", metadata={"tags": ["screen"]}),
        ]
    )
    for number, each in enumerate(notebook.cells):
        each["id"] = f"c{number}"
    return notebook


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PANDAS = (
    "<div><style scoped>td{color:red}</style><table border='1' class='dataframe'><thead>"
    "<tr style='text-align: right;'><th></th><th>面积</th></tr></thead><tbody>"
    "<tr><th>0</th><td>1.5</td></tr></tbody></table><script>alert(1)</script></div>"
)


@pytest.fixture(scope="session")
def ordinary() -> nbformat.NotebookNode:
    """A Chinese notebook that knows nothing of this project."""
    outputs = [
        new_output("stream", name="stdout", text="\x1b[31m第一行\x1b[0m\n  第二行 $5 和 $6\n"),
        new_output("execute_result", data={"text/plain": "42", "image/png": PIXEL}, execution_count=1),
        new_output("execute_result", data={"text/plain": "   面积", "text/html": PANDAS}, execution_count=1),
        new_output("display_data", data={"text/latex": "$\\displaystyle \\frac{1}{2}$", "text/plain": "1/2"}),
        new_output("error", ename="ValueError", evalue="坏值", traceback=[]),
    ]
    text = (
        "# 普通笔记\n\n一段话，$a^2+b^2=c^2$，价格 5 元。\n\n$$\\sum_{i=1}^n i$$\n\n- 甲\n- 乙\n  1. 丙\n\n"
        "| 村 | 户 |\n|---|--:|\n| 云溪 | 12 |\n\n```python\nx = 1  # 注释\n```\n\n[链接](https://example.invalid/) ![远图](https://example.invalid/a.png)"
    )
    return new_notebook(
        cells=[
            new_markdown_cell(text),
            new_markdown_cell("# 第二章\n\n## 小节"),
            new_code_cell("x = 1\nx < 2", outputs=outputs),
        ]
    )
