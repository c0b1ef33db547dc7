"""The body: what every format is made of."""

import nbformat
import pytest
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yanpan.errors import UserError
from yanpan.export.body import Body, ReportExporter
from yanpan.export.clean import parse, serialise
from yanpan.export.outline import Entry
from yanpan.export.title import break_title
from yanpan.summary import MIME


def body_of(*cells: nbformat.NotebookNode) -> Body:
    return ReportExporter().body(new_notebook(cells=list(cells)))


def test_cells_tagged_screen_are_left_out(report):
    assert "只给分析员看" not in ReportExporter().body(report).html


def test_title_is_the_h1_that_an_output_prints(report):
    assert ReportExporter().body(report).title == "青禾镇村（社区）“两委”班子届中分析研判工作情况报告"


def test_title_without_such_an_output_is_the_markdown_h1():
    assert body_of(new_markdown_cell("# 笔记\n\n文")).title == "笔记"


def test_title_of_a_notebook_without_any_heading_is_its_name():
    node = new_notebook(cells=[new_markdown_cell("文")])
    assert ReportExporter().body(node, {"metadata": {"name": "月报"}}).title == "月报"


def test_further_h1_become_chapters_and_no_level_is_skipped():
    body = body_of(new_markdown_cell("# 题\n\n# 章\n\n### 跳级"))
    assert body.contents == (Entry(2, "节2", "章"), Entry(3, "节3", "跳级"))


def test_contents_have_ids_of_the_blocks_and_own_ones(report):
    entries = ReportExporter().body(report).contents
    assert [entry.id for entry in entries][:3] == ["节1", "节2", "V01-标题"]
    assert entries[2].text == "（一）云溪村"


def test_an_id_never_stands_twice():
    root = body_of(new_markdown_cell("# 题\n\n<p id='a'>甲</p>\n\n<p id='a'>乙</p>")).root
    assert len(root.xpath(".//*[@id='a']")) == 1


def test_code_stands_in_a_closed_block():
    root = body_of(new_code_cell("x < 1")).root
    assert root.findtext(".//details/pre/code") == "x < 1"


def test_mathematics_is_marked_and_dollars_in_data_are_not():
    output = new_output("display_data", data={"text/html": "<p>5$和6$</p>"})
    root = body_of(new_markdown_cell("$a^2$"), new_code_cell("", outputs=[output])).root
    assert [span.text for span in root.xpath(".//span[@class='math inline']")] == ["a^2"]


def test_what_runs_or_is_fetched_is_taken_out():
    text = serialise(
        parse("<p onclick='x()' style='color:red'>甲<script>x()</script><img src='https://a.invalid/b'></p>")
    )
    assert text == "<p>甲<span>［图片未嵌入：https://a.invalid/b］</span></p>"


def test_text_in_unknown_elements_is_kept():
    assert serialise(parse("<p><blink>甲</blink>乙</p>")) == "<p>甲乙</p>"


def test_a_javascript_link_is_disarmed():
    assert serialise(parse("<a href='javascript:x()'>甲</a>")) == "<a>甲</a>"


def test_alignment_by_style_becomes_a_class_that_the_policy_allows():
    cell = parse("<table><tr><td style='text-align: right'>1</td></tr></table>").find(".//td")
    assert (cell.get("class"), cell.get("style")) == ("right", None)


def test_control_characters_become_spaces():
    assert serialise(parse("<p>甲\x00\x0b乙</p>")) == "<p>甲  乙</p>"


def test_a_picture_without_description_gets_its_caption():
    figure = "<figure><img src='data:image/png;base64,AA=='><figcaption>路灯</figcaption></figure>"
    output = new_output("display_data", data={"text/html": figure})
    assert body_of(new_code_cell("", outputs=[output])).root.find(".//img").get("alt") == "路灯"


def test_a_damaged_summary_is_refused_in_chinese():
    output = new_output("display_data", data={MIME: {"kind": "township"}})
    with pytest.raises(UserError, match="请重新运行笔记本"):
        body_of(new_code_cell("", outputs=[output]))


def test_every_output_of_an_ordinary_notebook_is_there(ordinary):
    text = lxml_html.fromstring(ReportExporter().body(ordinary).html).text_content()
    assert all(piece in text for piece in ("第一行", "第二行 $5 和 $6", "面积", r"\frac{1}{2}", "ValueError: 坏值"))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("云溪村研判报告", ("云溪村研判报告",)),
        ("“两委”班子" * 16, ("“两委”班子" * 16,)),
        (
            "关于青禾镇村级班子届中分析研判情况和整改工作进展情况的综合报告",
            ("关于青禾镇村级班子届中分析研判", "情况和整改工作进展情况的综合报告"),
        ),
    ],
)
def test_title_breaks_by_meaning(title, lines):
    assert break_title(title) == lines


def test_the_notebook_that_is_exported_is_not_changed(report):
    before = nbformat.writes(report)
    ReportExporter().body(report)
    assert nbformat.writes(report) == before
