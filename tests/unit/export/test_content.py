"""Blocks, words and rows as Typst and Word read them."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from yanpan.export.content import blocks_of, folded, rows_of


def tree(inside):
    return lxml_html.fragment_fromstring(inside, create_parent="main")


def told(pieces):
    return [
        "".join(word if isinstance(word, str) else f"<{word.tag}>" for word in piece)
        if isinstance(piece, list)
        else piece.tag
        for piece in pieces
    ]


def grid(inside, columns):
    """Texts of the cells; `^` is covered from above, `·` is missing, `2×3` are the columns and rows of a larger one."""
    found = []
    for row in rows_of(lxml_html.fromstring(f"<table>{inside}</table>"), columns):
        line = []
        for cell in row.cells:
            text = "^" if cell.covered else "·" if cell.element is None else cell.element.text_content()
            line.append(text + (f"{cell.columns}×{cell.rows}" if cell.columns * cell.rows > 1 else ""))
        found.append(" ".join(line))
    return found


def test_words_between_blocks_stand_by_themselves_and_white_space_is_nothing():
    made = told(blocks_of(tree("前<b>重</b>后<p>段</p>\n <ul><li>项</li></ul>尾")))
    assert made == ["前<b>后", "p", "ul", "尾"]


def test_words_with_blocks_in_them_are_blocks():
    assert told(blocks_of(tree("前<a href='#x'><p>段</p></a>后"))) == ["前", "a", "后"]


def test_a_wide_space_is_kept_where_white_space_is_folded():
    assert folded(" 甲\n\t乙\u3000丙\u00a0丁 ") == " 甲 乙\u3000丙\u00a0丁 "


def test_a_grid_has_no_holes():
    assert grid("<tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr>", 2) == ["甲 ·", "乙 丙"]


def test_spans_cover_the_places_beside_and_below():
    rows = "<tr><td rowspan='2'>甲</td><td colspan='2'>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
    assert grid(rows, 3) == ["甲1×2 乙2×1", "^ 丙 丁"]


def test_spans_that_reach_too_far_are_cut():
    rows = "<tr><td rowspan='9'>甲</td><td>乙</td></tr><tr><td colspan='5'>丙</td></tr>"
    assert grid(rows, 2) == ["甲1×2 乙", "^ 丙"]


def test_a_span_ends_with_its_part_of_the_table():
    parts = "<thead><tr><th rowspan='2'>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody>"
    assert grid(parts, 1) == ["甲", "乙"]


def test_rows_of_headings_at_the_top_are_the_head_also_where_nothing_says_so():
    table = lxml_html.fromstring(
        "<table><tr><th>甲</th></tr><tr><th>乙</th><td>丙</td></tr><tr><th>丁</th></tr></table>"
    )
    assert [row.head for row in rows_of(table, 2)] == [True, False, False]


SPANS = st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4), min_size=1, max_size=5)


@given(SPANS, st.integers(1, 5))
def test_every_row_fills_all_columns_whatever_the_spans_say(rows, columns):
    cells = ["".join(f"<td colspan='{wide}' rowspan='{deep}'>x</td>" for wide, deep in row) for row in rows]
    table = lxml_html.fromstring(f"<table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>")
    made = rows_of(table, columns)
    assert len(made) == len(rows)
    covers = [0] * columns
    for row in made:
        assert sum(cell.columns for cell in row.cells) == columns
        column = 0
        for cell in row.cells:
            places = range(column, column + cell.columns)
            assert all((covers[place] > 0) == cell.covered for place in places)
            for place in places:
                covers[place] = covers[place] - 1 if cell.covered else cell.rows - 1
            column += cell.columns
    assert covers == [0] * columns
