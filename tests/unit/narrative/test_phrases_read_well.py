"""Every variant of every phrase, filled: with all its placeholders, and with only those it cannot do without."""

import re
from pathlib import Path

import pytest

from yanpan.config.phrases import COMMON, load_phrases, names_in
from yanpan.facts import Fact
from yanpan.findings.catalogue import CODES
from yanpan.findings.village import catalogue as village_catalogue
from yanpan.narrative.render import placeholders, runs_of

BOOK = load_phrases(Path(__file__).parents[3] / "params" / "phrases.yml", CODES)
VARIANTS = [(code, phrase) for code, variants in BOOK.phrases.items() for phrase in variants]
CLUMSY = re.compile(r"[，；：、]{2}|[，；、]$|^[，；、。]|[，、]。|。。|[{}\[\]|]|\s|,|;|\(|\)")


def filled(names):
    return {
        name: Fact(key=f"V03.{name}", owner="V03", label=name, text="某值", value="某值") for name in {*names, *COMMON}
    }


@pytest.mark.parametrize(("code", "phrase"), VARIANTS, ids=[f"{c}-{i}" for i, (c, _) in enumerate(VARIANTS)])
def test_a_variant_reads_as_a_clause(code, phrase):
    for names in (names_in(phrase.pattern), placeholders(phrase.pattern)):
        text = "".join(run.text for run in runs_of(phrase.pattern, filled(names)))
        assert not CLUMSY.search(text), text
        assert text.count("“") == text.count("”")
        assert text.count("（") == text.count("）")


@pytest.mark.parametrize("kind", ["村", "社区"])
def test_both_kinds_have_all_terms(kind):
    assert set(BOOK.terms[kind]) == COMMON - {"村名", "镇名"}


def test_every_code_has_a_variant_for_whatever_holds():
    """A code whose variants all ask for conditions covers each condition by itself."""
    for code in village_catalogue.CODES:
        variants = BOOK.phrases[code]
        if all(phrase.when for phrase in variants):
            asked = {condition for phrase in variants for condition in phrase.when}
            assert asked == CODES[code].conditions, code
