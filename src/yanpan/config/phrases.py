"""The phrase file (`params/phrases.yml`): sentence patterns by finding code, terms for 村 and 社区.

A pattern holds named placeholders `{里程}`, words that rest on a fact `{思想动态|讲政治、顾大局}` (the words print, the
fact is their evidence), and optional parts `[（{路段}）]` that fall away when one of their placeholders has no value.
A digit typed into a pattern is refused: every figure comes from a fact (number lock).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from yanpan.chinese.typed import numerals
from yanpan.config.yaml import load_model
from yanpan.errors import UserError

PLACEHOLDER = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
"""Name, and the words that stand for it, if any."""
_BRACKETS = re.compile(r"[\[\]{}]")

COMMON = frozenset({"村名", "村", "村民", "村委会", "村级", "小组", "本村", "全村", "镇名"})
"""Placeholders that every pattern may use: the village's name and the terms of its kind."""


@dataclass(frozen=True)
class Slots:
    """What a finding code offers to its patterns: placeholders, and conditions a variant may ask for (`当`)."""

    placeholders: frozenset[str]
    conditions: frozenset[str] = frozenset()
    judged: bool = False
    """True: its findings carry the sources that bear them out, so that its patterns may judge."""


def slots(placeholders: str, conditions: str = "", *, judged: bool = False) -> Slots:
    """Slots from names separated by spaces."""
    return Slots(frozenset(placeholders.split()), frozenset(conditions.split()), judged)


class Phrase(BaseModel):
    """One variant: a pattern, and the conditions under which it may be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    pattern: str = Field(alias="句")
    when: tuple[str, ...] = Field(alias="当", default=())


def _phrase(value: Any) -> Any:
    if isinstance(value, str):
        return {"句": value}
    if isinstance(value, dict) and isinstance(value.get("当"), str):
        return {**value, "当": [value["当"]]}
    return value


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Variants = Annotated[tuple[Annotated[Phrase, BeforeValidator(_phrase)], ...], BeforeValidator(_several)]


class PhraseBook(BaseModel):
    """The phrase file, checked. Keys are Chinese in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    terms: dict[str, dict[str, str]] = Field(alias="称谓")
    """By kind of village (村, 社区): placeholder -> term."""
    set_terms: tuple[str, ...] = Field(alias="固定词", default=())
    """Terms that hold a numeral and are no figures (两委, 三会一课)."""
    evaluative: tuple[str, ...] = Field(alias="评价词", default=())
    """Words that judge; a pattern that holds one is worded only of a finding that two kinds of sources bear out."""
    neutral: tuple[str, ...] = Field(alias="不算评价", default=())
    """Terms that contain such a word and judge nothing (学历提升)."""
    phrases: dict[str, Variants] = Field(alias="短语")

    def judgements(self, pattern: str) -> list[str]:
        """Evaluative words in what a pattern says itself; what placeholders print is not looked at.

        >>> book = PhraseBook(评价词=["团结", "较好"], 不算评价=["团结合作"], 称谓={}, 短语={})
        >>> book.judgements("{依据|团结}，“团结合作”")
        ['团结']
        """
        text = PLACEHOLDER.sub(lambda match: match.group(2) or "", pattern)
        for term in self.neutral:
            text = text.replace(term, "")
        return [word for word in self.evaluative if word in text]

    def of(self, code: str) -> tuple[Phrase, ...]:
        """Variants of a finding code; UserError naming near codes if there are none."""
        if code not in self.phrases:
            raise UserError(f"短语文件里没有“{code}”的句式{near(code, self.phrases)}。")
        return self.phrases[code]


def load_phrases(path: Path, codes: Mapping[str, Slots]) -> PhraseBook:
    """The phrase file at `path`, held against the finding codes. UserError lists every fault at once."""
    book = load_model(path, PhraseBook)
    faults = phrase_faults(book, codes)
    if faults:
        raise UserError(f"{path.name} 有误：{'；'.join(faults)}。")
    return book


def phrase_faults(book: PhraseBook, codes: Mapping[str, Slots]) -> list[str]:
    """Chinese sentences (without full stop) for every unknown code, placeholder or condition, and typed figures."""
    faults = [f"不认识的短语“{code}”{near(code, codes)}" for code in book.phrases if code not in codes]
    faults += [f"缺少“{code}”的句式" for code in codes if code not in book.phrases]
    for code, variants in book.phrases.items():
        if code in codes:
            faults += [fault for phrase in variants for fault in _variant_faults(code, phrase, codes[code], book)]
    return faults


def names_in(pattern: str) -> list[str]:
    """Names of the placeholders in a pattern, in order."""
    return [match.group(1) for match in PLACEHOLDER.finditer(pattern)]


def _variant_faults(code: str, phrase: Phrase, offered: Slots, book: PhraseBook) -> list[str]:
    where = f"“{code}”的句式“{phrase.pattern}”"
    allowed = sorted(offered.placeholders | COMMON)
    faults = [
        f"{where}用了不认识的占位符“{{{name}}}”{near(name, allowed)}"
        for name in names_in(phrase.pattern)
        if name not in allowed
    ]
    faults += [
        f"{where}用了不认识的条件“{name}”{near(name, sorted(offered.conditions))}"
        for name in phrase.when
        if name not in offered.conditions
    ]
    if not offered.judged:
        faults += [
            f"{where}有评价语“{word}”，而“{code}”不带来源佐证，只能叙述事实" for word in book.judgements(phrase.pattern)
        ]
    return faults + [f"{where}{fault}" for fault in pattern_faults(phrase.pattern, book.set_terms)]


def pattern_faults(pattern: str, set_terms: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with a pattern's own text: typed figures, brackets that do not pair.

    >>> pattern_faults("安装路灯38盏")
    ['里直接写了数字“38”，数字一律用占位符']
    >>> pattern_faults("安装路灯{盏数}[（{地点}）]")
    []
    """
    text = PLACEHOLDER.sub(lambda match: match.group(2) or "", pattern)
    typed = numerals(text, set_terms)
    faults = [f"里直接写了数字“{typed[0].text}”，数字一律用占位符"] if typed else []
    rest = re.sub(r"\[[^\[\]]*\]", "", text)
    stray = _BRACKETS.search(rest)
    return faults + ([f"里的括号“{stray.group()}”不成对"] if stray else [])


def near(name: str, names: object) -> str:
    """A Chinese remark that names what is near, or what there is: `（相近的有：里程）`; empty if there is nothing."""
    known = sorted(str(item) for item in names)  # type: ignore[attr-defined]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    if close:
        return f"（相近的有：{'、'.join(close)}）"
    return f"（可用的有：{'、'.join(known[:12])}）" if known else ""
