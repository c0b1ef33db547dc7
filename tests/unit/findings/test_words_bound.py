"""明显, 较 and 持平 come from one function; what is told of strata, population and groups comes from the rows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from yanpan.analysis.benchmarks import beside_others, pooled
from yanpan.analysis.contrast_results import Contrasts, Raters
from yanpan.analysis.rates import rate
from yanpan.config.phrases import load_phrases
from yanpan.findings.catalogue import CODES
from yanpan.findings.village.limits import limits, rater_state
from yanpan.findings.village.standing import compared, strata
from yanpan.narrative.village import chapter, voice_of

ROOT = Path(__file__).parents[3]
PEOPLE = [{"meeting": "HY", "kind": "党员群众代表会议", "expected": 90, "present": 60}]
RETURNS = [{"meeting": "HY", "instrument": "满意度测评表", "issued": 60, "returned": 55, "valid": 51, "invalid": 4}]


def forms(yes, no, *, identities=("党员",)):
    answers = ["满意"] * yes + ["不满意"] * no
    return [
        {"form": f"{i:03d}", "overall": answer, "identity": identities[i % len(identities)]}
        for i, answer in enumerate(answers)
    ]


@pytest.fixture
def told(make_village, phrases, policy):
    """What is said of a village with these forms beside others with `others` of `n` satisfied."""

    def say(rows, *, others, n, cut, raters=None):
        found = make_village(satisfaction_forms=rows, meetings=PEOPLE, form_returns=RETURNS)
        own = found.subject.analysis.satisfaction
        whole = pooled([own.overall, rate(others, n, population=2 * n)], alpha=0.05)
        least = policy.sources.survey.least
        beside = {found.subject.village: beside_others(own, whole, {}, cut=cut, alpha=0.05, least=least)}
        contrasts = Contrasts(raters=raters or Raters())
        marks = replace(found.subject.benchmarks, contrasts=contrasts, beside=beside)
        subject = replace(found.subject, benchmarks=marks)
        made = [*compared(subject), *strata(subject, policy), *limits(subject)]
        blocks = chapter(made, voice_of(found, phrases), id="x", owner="V03")
        return "".join(block.plain() for block in blocks)

    return say


@pytest.mark.parametrize(("yes", "cut", "word"), [(25, 0.01, "明显低"), (25, None, "较低"), (47, 0.01, "持平")])
def test_the_word_is_that_of_the_test(told, yes, cut, word):
    text = told(forms(yes, 51 - yes), others=370, n=408, cut=cut)
    assert f"群众满意率同镇内其他村（社区）合计相比属“{word}”（其他村合计91%左右）" in text


def test_alone_in_the_township_nothing_is_compared(make_village):
    assert not list(compared(make_village(satisfaction_forms=forms(45, 6)).subject))


def test_strata_population_and_bounds_are_told(told):
    text = told(forms(45, 6, identities=("党员", "村民代表", "小组长")), others=370, n=408, cut=None)
    assert "按填表人身份看满意率，党员88.2%（17份）" in text
    assert "以发放测评表的会议应到90人为总体，假定没有交表的人与交了表的人可比" in text
    assert "满意度测评表发出60份，其中9份" in text


@pytest.mark.parametrize(
    ("raters", "state", "words"),
    [
        (Raters(9, 9, 9, 17), "一组一村", "没有互查|各自只研判主责村"),
        (Raters(9, 3, 15, 17, crossed=True), "有互查", "仍分成互不相连的3个部分"),
        (Raters(9, 1, 17, 17, crossed=True), "分得开", "连成一片"),
    ],
)
def test_what_is_said_of_leniency_follows_the_graph(told, raters, state, words):
    assert rater_state(raters) == state
    text = told(forms(45, 6), others=370, n=408, cut=None, raters=raters)
    assert re.search(words, text)
    assert "不排名次" in text


def test_no_pattern_types_a_bound_word():
    book = load_phrases(ROOT / "params" / "phrases.yml", CODES)
    texts = [phrase.pattern for variants in book.phrases.values() for phrase in variants]
    assert not [text for text in texts if re.search("明显|持平|显著", text)]


def test_no_code_of_the_reports_types_a_bound_word():
    rooms = ("findings", "narrative", "report", "figures", "analysis")
    files = [path for room in rooms for path in (ROOT / "src" / "yanpan" / room).rglob("*.py")]
    lines = [(path.name, line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    typed = [(name, line) for name, line in lines if re.search('["“](?:明显|持平|较)["”高低]', line)]
    assert {name for name, _ in typed} == {"comparisons.py"}
