"""Every fact that the source report tells of a village stands in that village's sections, with its evidence."""

import csv
from pathlib import Path

import pytest

from yanpan.report import load_village

GOLDEN = Path(__file__).parents[2] / "golden" / "facts_expected.csv"
VILLAGES = [f"V0{number}" for number in range(1, 10)]


def expected():
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["owner"] in VILLAGES]


@pytest.fixture(scope="module")
def summaries(project):
    return {village: load_village(village, "2023-mid", project=project).summary().summary for village in VILLAGES}


@pytest.mark.parametrize("village", VILLAGES)
def test_a_villages_facts_stand_in_its_sections(summaries, village):
    summary = summaries[village]
    sections = {"二": summary.achievements, "三": summary.problems_text}
    texts = {chapter: "".join(block.plain() for block in blocks) for chapter, blocks in sections.items()}
    absent = [
        f"{row['id']} {text}"
        for row in expected()
        if row["owner"] == village
        for text in row["texts"].split("|")
        if text not in texts[row["chapter"]]
    ]
    assert absent == []


@pytest.mark.parametrize("village", VILLAGES)
def test_every_figure_printed_has_rows_behind_it(summaries, village):
    summary = summaries[village]
    facts = {fact.key: fact for fact in summary.facts}
    runs = [run for block in (*summary.achievements, *summary.problems_text) for run in block.runs]
    assert all(facts[run.fact].sources for run in runs if run.fact)
    assert not [run.text for run in runs if run.fact is None and any(mark.isdigit() for mark in run.text)]


def test_no_two_villages_begin_alike(summaries):
    starts = [
        summary.achievements[0].plain().replace(summary.name, "").split("。")[1] for summary in summaries.values()
    ]
    assert len(set(starts)) >= 6


def test_sections_have_a_readable_length(summaries):
    for summary in summaries.values():
        first = sum(len(block.plain()) for block in summary.achievements)
        second = sum(len(block.plain()) for block in summary.problems_text)
        assert 140 <= first <= 400, summary.name
        assert 70 <= second <= 320, summary.name
