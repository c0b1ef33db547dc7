"""Notebooks that know nothing of this project, through `jupyter nbconvert`, with all that can be wrong in them."""

import base64
import io
import json
import re
import subprocess
import sys

import docx
import nbformat
import numpy as np
import pandas as pd
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yanpan.errors import UserError
from yanpan.export.body import body_of_node, read_body
from yanpan.export.docx import docx_bytes
from yanpan.export.html import html_page
from yanpan.export.pdf import pdf_bytes

RIGHT = (210 - 25) / 25.4 * 72
TEXT = (
    "# 入户调查笔记\n\n一段话，$a^2+b^2$。\n\n$$\\sum_{i=1}^n x_i$$\n\n- 甲项\n- 乙项\n  1. 丙项\n\n"
    "| 村名 | 户数 |\n|---|--:|\n| 云溪 | 12 |\n\n> 引用的话\n\n```python\nx = 1  # 注释\n```\n"
)


def drawing(kind):
    figure = Figure(figsize=(4, 2))
    figure.add_subplot().plot([1, 2, 3])
    held = io.BytesIO()
    figure.savefig(held, format=kind)
    return held.getvalue().decode() if kind == "svg" else base64.b64encode(held.getvalue()).decode()


def shown(**data):
    kinds = {key.replace("_", "/"): value for key, value in data.items()}
    return new_code_cell("x", outputs=[new_output("display_data", data=kinds)])


def frame(table):
    return shown(text_html=table.to_html())


def ordinary():
    columns = pd.MultiIndex.from_product([["党员", "群众"], ["男", "女"]])
    return new_notebook(
        cells=[
            new_markdown_cell(TEXT),
            frame(pd.DataFrame(np.arange(8).reshape(2, 4), columns=columns, index=["河口", "洑垚"])),
            shown(image_png=drawing("png")),
            new_code_cell("plot()", outputs=[new_output("display_data", data={"image/svg+xml": drawing("svg")})]),
            new_code_cell("print()", outputs=[new_output("stream", name="stdout", text="打印的话\n")]),
        ]
    )  # fmt: skip


def body(*cells):
    return body_of_node(new_notebook(cells=list(cells)), name="笔记")


def squeezed(text):
    return re.sub(r"\s|\u200b|\ufffe", "", text)


def pdf_text(data):
    with pypdfium2.PdfDocument(data) as opened:
        return squeezed("".join(page.get_textpage().get_text_range() for page in opened))


def furthest_right(data):
    with pypdfium2.PdfDocument(data) as opened:
        pages = [page.get_textpage() for page in opened]
        return max(page.get_charbox(n)[2] for page in pages for n in range(page.count_chars()))


def word_text(data):
    document = docx.Document(io.BytesIO(data))
    return squeezed("".join(each.text or "" for each in document.element.iter(qn("w:t"), qn("m:t"))))


WORDS = ("入户调查笔记", "甲项", "丙项", "云溪", "引用的话", "洑垚", "群众", "打印的话", "注释")


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_jupyter_nbconvert_finds_the_exporter_and_loses_nothing(tmp_path, form):
    nbformat.write(ordinary(), tmp_path / "笔记.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", f"yanpan-{form}", "笔记.ipynb", "--log-level=ERROR"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"笔记.{form}").read_bytes()
    text = {"html": lambda: squeezed(data.decode()), "pdf": lambda: pdf_text(data), "docx": lambda: word_text(data)}
    assert [word for word in WORDS if word not in text[form]()] == []
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        assert len(document.inline_shapes) == 2
        assert len(document.tables) == 2


def test_a_table_too_wide_for_the_page_is_set_in_parts_and_no_figure_is_lost_or_over_the_margin():
    table = pd.DataFrame([[f"r{row}c{column}" for column in range(60)] for row in range(3)], index=["甲", "乙", "丙"])
    found = body(frame(table))
    data = pdf_bytes(found, system_fonts=False)
    text, word = pdf_text(data), word_text(docx_bytes(found))
    assert [cell for cell in table.to_numpy().ravel() if cell not in text or cell not in word] == []
    assert text.count("甲") == word.count("甲") == 7
    assert furthest_right(data) < RIGHT


def test_a_long_table_has_all_its_rows():
    text = pdf_text(pdf_bytes(body(frame(pd.DataFrame({"数": range(10_000, 10_400)}))), system_fonts=False))
    assert [n for n in range(10_000, 10_400) if str(n) not in text] == []


@pytest.mark.parametrize("text", ["x" * 300, f"`{'x' * 300}`", f"```\n{'x' * 300}\n```", f"|a|\n|--|\n|{'x' * 300}|"])
def test_an_endless_word_stays_inside_the_margins(text):
    data = pdf_bytes(body(new_markdown_cell(f"# 题\n\n{text}")), system_fonts=False)
    assert furthest_right(data) < RIGHT
    assert pdf_text(data).count("x") == 300


@pytest.mark.parametrize("tex", [r"\frac{1", r"\undefinedmacro{x}"])
def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written(tex):
    found = body(new_markdown_cell(f"# 题\n\n前 ${tex}$ 后"))
    assert squeezed(tex) in pdf_text(pdf_bytes(found, system_fonts=False))
    assert squeezed(tex) in word_text(docx_bytes(found))


def test_footnotes_and_ticked_items_are_not_lost():
    found = body(new_markdown_cell("# 题\n\n正文[^1]。\n\n[^1]: 脚注的内容。\n\n- [ ] 没做\n- [x] 做了"))
    for text in (
        squeezed(html_page(found)),
        pdf_text(pdf_bytes(found, system_fonts=False)),
        word_text(docx_bytes(found)),
    ):
        assert [words for words in ("脚注的内容", "□没做", "√做了") if words not in text] == []


def test_code_is_not_spread_over_the_line_in_word():
    made = docx.Document(io.BytesIO(docx_bytes(body(new_markdown_cell("# 题\n\n`x`\n\n```\nx = 1\n```")))))
    styles = {style.name: style for style in made.styles}
    assert styles["Source Code"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert styles["Verbatim Char"].font.size.pt == 13
    assert made.settings.element.find(f".//{qn('w:doNotExpandShiftReturn')}") is not None


def test_an_endless_word_does_not_leave_the_line_before_it_half_empty():
    with pypdfium2.PdfDocument(pdf_bytes(body(new_markdown_cell("# 题\n\n网址：" + "x" * 300)))) as opened:
        page = opened[0].get_textpage()
        rights = [page.get_charbox(n)[2] for n in range(page.count_chars()) if page.get_text_range(n, 1) == "："]
    assert rights[0] < 28 / 25.4 * 72 + 6 * 15.79


def test_pictures_that_are_absent_or_damaged_are_named_in_the_text():
    cells = (
        new_markdown_cell("# 题\n\n![现场](attachment:a.png) ![远处](https://example.invalid/b.png)"),
        shown(image_png="AAAA"),
        new_code_cell("x", outputs=[new_output("display_data", data={"image/svg+xml": "<svg 坏"})]),
    )
    text = pdf_text(pdf_bytes(body(*cells), system_fonts=False))
    assert "［图片未嵌入：现场］" in text
    assert "［图片未嵌入：远处］" in text
    assert text.count("［图片已损坏，不能显示：") == 2


def test_a_picture_without_a_description_says_so():
    found = body(shown(image_png=drawing("png")))
    assert 'alt="图1（没有文字说明）"' in html_page(found)
    document = docx.Document(io.BytesIO(docx_bytes(found)))
    described = [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    assert described == ["图1（没有文字说明）"]


def test_emoji_are_kept_or_named():
    found = body(new_markdown_cell("# 题\n\n好👍，㟃堨埗洑垚犇赟喆堃䶮𠅤"))
    assert "👍" in html_page(found)
    assert "👍" in word_text(docx_bytes(found))
    with pytest.raises(UserError, match=r"👍（U\+1F44D）"):
        pdf_bytes(found, system_fonts=False)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text[:-40], "内容不是 JSON"),
        (lambda _: "", "内容不是 JSON"),
        (lambda _: "[1]", "结构已损坏"),
        (lambda text: text.replace('"cell_type": "markdown"', '"cell_type": "markdwon"', 1), "结构已损坏（cells→0"),
    ],
)
def test_a_notebook_damaged_by_hand_is_refused_in_one_sentence(tmp_path, damage, said):
    path = tmp_path / "report.ipynb"
    path.write_text(damage(json.dumps(ordinary())), encoding="utf-8")
    with pytest.raises(UserError, match=said) as told:
        read_body(path)
    assert str(told.value).startswith("report.ipynb")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "b"])
def test_elements_within_elements_without_end_keep_their_text(tag):
    inside = f"{f'<{tag}>' * 600}里面的话{f'</{tag}>' * 600}"
    found = body(new_markdown_cell("# 题"), shown(text_html=f"<p>前</p>{inside}<p>后</p>"))
    assert "前里面的话后" in re.sub("[•‣–]", "", pdf_text(pdf_bytes(found, system_fonts=False)))
    assert "前里面的话后" in word_text(docx_bytes(found))
