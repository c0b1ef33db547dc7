"""Typst says what the HTML said, letter by letter."""

import io
import json

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from yanpan import fonts
from yanpan.export.markup import markup_of, quoted


def markup(inside):
    return markup_of(lxml_html.fragment_fromstring(inside, create_parent="main"), {}).strip()


def compiled(source):
    return typst.compile(source.encode(), font_paths=fonts.typst_fonts(False), format="pdf")


def shown(source):
    with pypdfium2.PdfDocument(io.BytesIO(compiled(source))) as opened:
        return "".join(page.get_textpage().get_text_range() for page in opened)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>1. 甲<br>乙</p>", "1\\. 甲#linebreak()乙"),
        ("<p>前 <b>重</b><i>轻</i></p>", "前 #strong[重]#emph[轻]"),
        ('<p><code>a"b</code></p>', '#raw("a\\"b")'),
        ("<div class='note'><p>注</p></div>", "#note[\n注\n\n]"),
        ("<div class='other'><p>话</p></div>", "话"),
        ("<h2 id='节'>题<br>目</h2>", '#heading(level: 2)[题#linebreak()目] #label("节")'),
        ("<ol start='3'><li>甲</li></ol>", "#enum(tight: true, start: 3, [甲])"),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", "#list(tight: false, [甲\n\n乙])"),
        ("<dl><dt>词</dt><dd>义</dd></dl>", "#strong[词]\n\n#pad(left: 2em)[义]"),
        ("<pre>a\n b</pre>", '#raw(block: true, "a\\n b")'),
        ("<p></p><p> </p>", ""),
    ],
)
def test_each_element_has_its_markup(html, said):
    assert markup(html) == said


def test_a_source_becomes_the_foot_of_the_table_above_it_once():
    table = "<table><colgroup><col style='width: 100%'></colgroup><tr><td>甲</td></tr></table>"
    made = markup(f"{table}<div class='note'><p>来源</p></div><div class='note'><p>另注</p></div>")
    assert made.count("table.footer(") == made.count("来源") == 1
    assert "#note[\n另注" in made


def test_a_table_with_a_foot_of_its_own_keeps_it():
    foot = "<tfoot><tr><td>合计</td></tr></tfoot>"
    table = f"<table><colgroup><col style='width: 100%'></colgroup><tr><td>甲</td></tr>{foot}</table>"
    made = markup(f"{table}<div class='note'><p>来源</p></div>")
    assert "table.footer(table.cell(align: center + horizon)[合计])" in made
    assert "#note[\n来源" in made


PLAIN = '#set page(width: auto)\n#set text(font: "Noto Serif SC", ligatures: false)\n#set smartquote(enabled: false)\n'


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="ascii", min_codepoint=32), max_size=40))
def test_no_text_is_taken_for_markup(text):
    element = lxml_html.Element("main")
    element.append(paragraph := lxml_html.Element("p"))
    paragraph.text = text
    seen = shown(f"{PLAIN}{markup_of(element, {})}").replace("\u200b", "")
    assert "".join(seen.split()) == "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(min_codepoint=1, max_codepoint=0xD7FF, exclude_categories=["Cs"]), max_size=30))
def test_a_string_is_a_string_whatever_is_in_it(text):
    found = typst.query(f"#metadata({quoted(text)}) <x>".encode(), "<x>", field="value", one=True)
    assert json.loads(found) == text
