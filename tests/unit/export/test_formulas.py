"""Formulas: pandoc reads TeX; what it cannot read stays text."""

from lxml import html as lxml_html

from yanpan.export.formulas import omml_of, to_mathml, typst_of

GOOD, ROWS, BAD = (r"\frac{1}{2}", False), (r"\begin{matrix}a\\b\end{matrix}", True), (r"\frac{1", False)


def test_each_format_has_its_own_and_none_for_what_cannot_be_read():
    typst, word = (made([BAD, GOOD, ROWS, GOOD]) for made in (typst_of, omml_of))
    assert typst.keys() == word.keys() == {GOOD, ROWS}
    assert typst[GOOD] == "$1 / 2$"
    assert word[GOOD].startswith("<m:oMath ")
    assert word[ROWS].startswith("<m:oMathPara ")


def test_nothing_is_asked_where_there_is_no_formula(monkeypatch):
    monkeypatch.setattr("yanpan.export.formulas._pandoc", None)
    root = lxml_html.fromstring("<main><p>话</p></main>")
    to_mathml(root)
    assert typst_of([]) == omml_of([]) == {}


def test_mathml_stands_in_the_place_of_the_source_which_becomes_a_title():
    root = lxml_html.fromstring("<main><p>前<span class='math inline'>a^2</span>后</p></main>")
    to_mathml(root)
    (span,) = root.iter("span")
    assert (span.get("title"), span.tail, span.find(".//msup") is not None) == ("a^2", "后", True)
