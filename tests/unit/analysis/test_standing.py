"""A village beside the rest of its township: the words are Holm's over all villages and items, from one kept number."""

from __future__ import annotations

from collections import Counter

from statsmodels.stats.multitest import multipletests

from yanpan.analysis.benchmarks import benchmarks, pooled
from yanpan.analysis.comparisons import Contrast, differences, p_values
from yanpan.analysis.rates import rate
from yanpan.analysis.standing import against_rest, contrast_counts, holm_cut, rest_of, standing

RATES = {f"V{i}": rate(hits, 51, population=90) for i, hits in enumerate((49, 48, 47, 46, 46, 45, 44, 42, 25))}
WHOLE = pooled(RATES.values(), alpha=0.05)


def test_the_rest_is_the_township_without_the_village() -> None:
    found = rest_of(RATES["V0"], WHOLE)
    assert (found.hits, found.n, found.population) == (WHOLE.hits - 49, 8 * 51, 8 * 90)
    assert rest_of(WHOLE, WHOLE).n == 0
    assert rest_of(rate(60, 60), rate(10, 50)).n == 0


def test_the_kept_number_gives_exactly_holms_rejections() -> None:
    pairs = against_rest(RATES.values(), WHOLE)
    rejected = multipletests(p_values(pairs), method="holm")[0].tolist()
    cut = holm_cut(pairs)
    words = [standing(own, WHOLE, cut=cut).word for own in RATES.values()]
    assert [word is Contrast.CLEAR for word in words] == rejected
    assert rejected[-1]
    assert not rejected[4]


def test_words_say_direction_and_nothing_without_the_others() -> None:
    cut = holm_cut(against_rest(RATES.values(), WHOLE))
    assert standing(RATES["V8"], WHOLE, cut=cut).words == "明显低"
    assert standing(RATES["V3"], WHOLE, cut=cut).words == "持平"
    assert standing(RATES["V8"], RATES["V8"], cut=cut) is None
    assert standing(rate(0, 0), WHOLE, cut=cut) is None


def test_without_a_rejection_nothing_is_clear() -> None:
    pairs = [(rate(46, 51), rate(45, 51)), (rate(0, 0), rate(45, 51))]
    assert holm_cut(pairs) is None
    assert holm_cut([]) is None
    assert standing(rate(46, 51), rate(86, 102), cut=None).word is not Contrast.CLEAR


def test_pairs_are_counted_by_word_and_name_nobody() -> None:
    words = Counter(each.word.value for each in differences(RATES))
    assert contrast_counts(RATES) == dict(words) == {"明显": 9, "较": 5, "持平": 22}
    assert contrast_counts({"V0": rate(3, 5)}) == {}


def test_benchmarks_carry_the_cut_and_the_counts(tables, forms, policy, round_config) -> None:
    villages = [{"village": f"V0{i}", "name": f"{i}村", "kind": "村"} for i in range(1, 4)]
    rows = [row for i in range(1, 3) for row in forms(satisfied=45, dissatisfied=5, village=f"V0{i}")]
    given = tables(villages=villages, satisfaction_forms=[*rows, *forms(satisfied=20, dissatisfied=30, village="V03")])
    found = benchmarks(given, policy, round_config=round_config).contrasts
    assert found.pairs == {"明显": 2, "较": 0, "持平": 1}
    assert found.cut is not None
    assert (found.ranked, found.narrowed) == (3, 3)
