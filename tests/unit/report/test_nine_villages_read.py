"""The nine villages of the sample side by side: no form letter, no sentence too long, nothing empty."""

from collections import defaultdict

import pytest

from yanpan.narrative.reading import LONGEST, sentences_of, skeletons
from yanpan.report import load_village

VILLAGES = [f"V0{number}" for number in range(1, 10)]
OFTEN = 3
"""Villages that may share a sentence's skeleton."""


@pytest.fixture(scope="module")
def summaries(project):
    return {village: load_village(village, "2023-mid", project=project).summary().summary for village in VILLAGES}


def sections(summary):
    return (*summary.achievements, *summary.problems_text)


def test_no_skeleton_of_a_sentence_stands_in_more_than_three_villages(summaries):
    where = defaultdict(set)
    for village, summary in summaries.items():
        for block in sections(summary):
            for bare in skeletons(block, name=summary.name):
                where[bare].add(village)
    assert {bare: found for bare, found in where.items() if bare and len(found) > OFTEN} == {}


def test_no_sentence_is_too_long(summaries):
    assert [s for one in summaries.values() for b in sections(one) for s in sentences_of(b) if len(s) > LONGEST] == []


TEAM = ("村情", "总评词", "测评", "对比", "互证", "督查", "班子", "组织")
"""What every section tells first."""


def test_a_section_does_not_take_its_themes_in_the_same_order_everywhere(summaries):
    def themes(summary):
        runs = [run for part in summary.achievements for run in part.runs if run.fact]
        return [theme for theme in (run.fact.split(".")[1] for run in runs) if theme not in TEAM]

    orders = {tuple(dict.fromkeys(themes(summary)))[:4] for summary in summaries.values()}
    assert len(orders) >= 7


def test_empty_phrases_of_the_trade_do_not_occur(summaries):
    empty = ("不折不扣", "始终在", "更加方便", "更加完善", "更加及时", "保值增值", "打开销路", "锐意进取", "成效显著")
    whole = "".join(block.plain() for summary in summaries.values() for block in sections(summary))
    assert [phrase for phrase in empty if phrase in whole] == []
