import pytest

from yanpan.errors import UserError
from yanpan.facts import Fact, FactBook
from yanpan.narrative import render, runs_of
from yanpan.narrative.render import pieces

LENGTH = Fact(key="V03.路.里程", owner="V03", label="里程", text="3公里", value=3.0, name="里程")


def said(pattern, facts):
    return render(pattern, facts, id="x", owner="V03")


def test_a_fact_prints_in_a_span_that_names_it():
    assert said("扩面{里程}。", {"里程": LENGTH}).to_html() == (
        '<p id="x" data-village="V03">扩面<span data-fact="V03.路.里程">3公里</span>。</p>'
    )


def test_facts_are_found_by_short_name_in_a_book():
    assert said("扩面{里程}。", FactBook([LENGTH])).plain() == "扩面3公里。"


def test_an_optional_part_falls_away_without_its_value():
    assert said("扩面[（{地点}段）]{里程}", {"里程": LENGTH}).plain() == "扩面3公里"


def test_an_optional_part_stays_with_its_value():
    assert said("扩面[（{地点}段）]{里程}", {"里程": LENGTH, "地点": "新桥"}).plain() == "扩面（新桥段）3公里"


@pytest.mark.parametrize("pattern", ["安装38盏", "安装３８盏", "安装三十八盏"])
def test_a_typed_figure_is_refused(pattern):
    with pytest.raises(UserError, match="数字一律用占位符"):
        said(pattern, {})


def test_a_set_term_with_a_numeral_is_no_figure():
    assert render("做好两项改革文章", {}, id="x", owner="V03", set_terms=("两项改革",)).plain() == "做好两项改革文章"


@pytest.mark.parametrize("facts", [{"里程": LENGTH}, FactBook([LENGTH])])
def test_an_unknown_placeholder_names_the_near_ones(facts):
    with pytest.raises(UserError, match=r"“里成”.*里程"):
        said("扩面{里成}", facts)


def test_a_bare_string_with_a_figure_cannot_reach_the_text():
    with pytest.raises(ValueError, match="without a fact"):
        pieces("3公里")


def test_text_from_data_is_never_read_as_a_pattern():
    name = Fact(key="V03.名", owner="V03", label="名称", text="{里程}<b>", value="{里程}<b>")
    assert said("{名}", {"名": name}).to_html().endswith("{里程}&lt;b&gt;</span></p>")


def test_values_of_several_pieces_print_in_order():
    assert [run.fact for run in runs_of("{甲}", {"甲": ("共", LENGTH)})] == [None, "V03.路.里程"]


def test_words_of_the_pattern_can_rest_on_a_fact():
    (run,) = runs_of("{里程|道路通畅}", {"里程": LENGTH})
    assert (run.text, run.fact) == ("道路通畅", LENGTH.key)


def test_words_that_rest_on_a_fact_are_locked_too():
    with pytest.raises(UserError, match="数字“3”"):
        said("{里程|3公里}", {"里程": LENGTH})
