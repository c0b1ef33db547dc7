"""What the township report says of comparing villages: counts of pairs by the bound words, no names, no order."""

import pytest

from yanpan.analysis.benchmarks import benchmarks
from yanpan.analysis.contrast_results import Contrasts
from yanpan.facts import FactBook
from yanpan.findings.township.data import township_maker
from yanpan.findings.township.limits import limits
from yanpan.narrative import township as text


def forms(make_rows):
    return make_rows(
        "satisfaction_forms",
        *(
            {"village": v, "form": f"{i:03d}", "identity": "党员", "overall": "满意" if i < yes else "不满意"}
            for v, yes in (("V01", 48), ("V02", 47), ("V03", 20))
            for i in range(50)
        ),
    )


def said(data, report, contrasts):
    found = limits(data, township_maker(FactBook()), contrasts=contrasts)
    return "".join(line.plain() for line in text.each(found, report._voice, id="x", style="missing"))


@pytest.fixture
def compare(make_data, make_report, frames, make_rows):
    def run(contrasts=None, **groups):
        frames["satisfaction_forms"] = forms(make_rows)
        if groups:
            frames["work_groups"] = make_rows(
                "work_groups", *({"group": g, "village": f"V0{g}", "cross_villages": c} for g, c in groups["cross"])
            )
        data = make_data()
        known = benchmarks(data.tables, data.policy, round_config=data.config).contrasts
        return said(data, make_report(), contrasts or known)

    return run


def test_pairs_are_counted_by_word_and_nobody_is_named(compare):
    told = compare()
    assert "两两相比共3对" in told
    assert "可称“明显”的2对" in told
    assert "称“较”的0对，其余1对为“持平”" in told
    assert "窄的只有3个村（共3个村），因此不排名次" in told
    assert "青山村" not in told.split("两两相比")[1].split("不排名次")[0]


def test_without_rank_sets_the_clause_falls_away(compare):
    assert "名次范围" not in compare(Contrasts(pairs={"明显": 0, "较": 0, "持平": 3}))
    assert "两两相比" not in compare(Contrasts(cut=0.5))


def test_groups_that_only_saw_their_own_village_say_so(compare):
    assert "没有互查" in compare()


def test_some_cross_checks_are_not_enough(compare):
    told = compare(cross=[("1", "V02"), ("2", None), ("3", None)])
    assert "仍分成互不相连的2个部分" in told
    assert "不作松严校正" in told


def test_a_ring_of_cross_checks_connects_all(compare):
    told = compare(cross=[("1", "V02"), ("2", "V03"), ("3", "V01")])
    assert "连成一片" in told
    assert "不用来改动各村结果" in told
