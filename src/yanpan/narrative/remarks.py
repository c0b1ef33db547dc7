"""The analyst's own sentences: checked before anything is written, and marked as the analyst's wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

from yanpan.config.phrases import names_in, near, pattern_faults
from yanpan.config.remarks import Remark
from yanpan.document import Paragraph, Run
from yanpan.errors import UserError
from yanpan.facts import FactBook
from yanpan.findings.make import FactMaker
from yanpan.narrative.render import placeholders, render

LABEL = "分析员批注"
METHOD = "分析员所写，不由数据推出；其中的数字仍取自数据"


def check_remarks(remarks: Sequence[Remark], book: FactBook, set_terms: tuple[str, ...], *, file: str) -> None:
    """UserError that names every fault of a village's remarks: placeholders without data, typed figures, brackets."""
    faults = [
        f"第{number}条（{remark.place}）{fault}"
        for number, remark in enumerate(remarks, start=1)
        for fault in _faults(remark.pattern, book, set_terms)
    ]
    if faults:
        raise UserError(f"{file} 的批注有误：{'；'.join(faults)}。")


def _faults(pattern: str, book: FactBook, set_terms: tuple[str, ...]) -> list[str]:
    names = {fact.name for fact in book if fact.name}
    must = placeholders(pattern)
    unknown = [name for name in dict.fromkeys(names_in(pattern)) if name in must and name not in names]
    return [f"用了没有数据的占位符“{{{name}}}”{near(name, names)}" for name in unknown] + [
        f"“{pattern}”{fault}" for fault in pattern_faults(pattern, set_terms)
    ]


def remark(
    pattern: str, make: FactMaker, *, id: str, detail: str, set_terms: tuple[str, ...], origin: str = METHOD
) -> Paragraph:
    """The remark as a paragraph whose own words rest on a fact that says whose they are; figures keep their own facts.

    `detail`: the fact's key after the owner; its text leaves figures out, as an edition may tell them otherwise.
    Nothing is entered for a sentence that falls away whole.
    """
    said = render(pattern, make.book, id=id, owner=make.owner, origin="analyst", set_terms=set_terms)
    if not said.runs:
        return said
    own = "".join("……" if run.fact else run.text for run in said.runs)
    mark = make.words(detail, own, label=LABEL, method=origin)
    runs = tuple(run if run.fact else Run(text=run.text, fact=mark.key) for run in said.runs)
    return said.model_copy(update={"runs": runs})
