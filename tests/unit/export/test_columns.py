"""Columns follow the length of their texts."""

from lxml import html as lxml_html

from yanpan.export.columns import align_long_columns, set_columns

LONG = "很长的一段说明文字" * 5


def table(*rows, cell='<td class="center">{}</td>'):
    body = "".join(f"<tr>{''.join(cell.format(text) for text in row)}</tr>" for row in rows)
    return lxml_html.fromstring(f"<table><caption>题</caption>{body}</table>")


def widths(made):
    set_columns(made)
    return [float(col.get("style").split()[1].rstrip("%")) for col in made.iter("col")]


def test_widths_fill_the_line_and_follow_the_texts():
    made = widths(table(("甲", "四个字的", LONG)))
    assert 99.5 < sum(made) < 100.5
    assert made == sorted(made)


def test_dates_and_short_names_keep_one_line_beside_long_texts():
    day, name, *_ = widths(table(("2023-12-31", "云溪村", LONG, LONG, LONG)))
    assert day > 100 * 6.2 / 48
    assert name > 100 * 4.2 / 48


def test_spans_do_not_shift_columns():
    made = lxml_html.fromstring(
        "<table><tr><td rowspan='2'>甲</td><td colspan='2'>乙乙</td></tr><tr><td>丙</td><td>丁丁丁丁</td></tr></table>"
    )
    first, second, third = widths(made)
    assert first == second < third


def test_long_columns_are_set_flush_left_as_a_whole():
    made = table(("短", LONG), ("短", "短"))
    align_long_columns(made)
    assert [cell.get("class") for cell in made.iter("td")] == ["center", "left", "center", "left"]


def test_short_tables_stay_whole_long_ones_break_between_rows_and_giants_within():
    kinds = []
    for rows in ([("甲", "乙")] * 4, [("甲", "乙")] * 40, [("甲", LONG * 40)]):
        made = table(*rows)
        set_columns(made)
        kinds.append(made.get("class"))
    assert kinds == ["whole", "rows", "dense"]


def test_crowded_tables_are_dense():
    classes = []
    for columns in (8, 9, 13):
        made = table("甲" * columns)
        set_columns(made)
        classes.append(made.get("class"))
    assert classes == ["whole", "whole dense", "whole packed"]


def test_a_column_span_that_is_no_number_counts_as_one():
    assert len(widths(lxml_html.fromstring("<table><tr><td colspan='x'>甲</td></tr></table>"))) == 1
