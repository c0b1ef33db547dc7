"""What the forms cannot say: how far the rate could lie from the truth if those without a view all said one thing."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.results import Rate
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.schema.values import Instrument


def limits(subject: Subject) -> Iterator[Finding]:
    """Worst-case bounds of the satisfaction rate over all forms handed out (Manski); none if all gave a view."""
    rate = subject.analysis.satisfaction.overall
    issued = next((r.issued for r in subject.analysis.returns if r.instrument is Instrument.SATISFACTION), None)
    if not issued or not rate.n or issued <= rate.n:
        return
    silent = issued - rate.n
    make, sources = subject.make, rate.sources
    method = "未收回、无效和不了解的，全作不满意为下界，全作满意为上界"
    values: dict[str, Value] = {
        "发出": make.amount("测评.界限.发出", issued, "份", label="发出的测评表", sources=sources),
        "未表态": make.amount(
            "测评.界限.未表态", silent, "份", label="没有表态的测评表", sources=sources, method=method
        ),
    }
    for name, hits in (("最低", rate.hits), ("最高", rate.hits + silent)):
        bound = Rate(hits, issued, hits / issued, None, None, sources=sources)
        fact = make.share(f"测评.界限.{name}", bound, label=f"满意率{name}可能值", method=method)
        values[name] = fact or ""
    yield Finding("评价.界限", subject.village, Theme.PUBLIC, values, polarity=Polarity.NEUTRAL)
