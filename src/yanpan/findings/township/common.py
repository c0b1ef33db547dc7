"""Problems that several villages share, and those of one village only: themes counted over the problem registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yanpan.analysis.coding import coding
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township.data import TownshipData, places_fact
from yanpan.findings.township.work import finished_fact

_OPENINGS = ("涉及面最宽的是", "其次是", "再次是", "还有")


@dataclass(frozen=True)
class CommonTheme:
    """A theme with the finished villages whose register names it, roster order."""

    name: Fact
    count: Fact
    villages: Fact
    ids: tuple[str, ...]


def common_themes(data: TownshipData, make: FactMaker) -> list[CommonTheme]:
    """Every theme that occurs, the most widespread first, ties in the policy's order."""
    rows = data.reviewed("problems")
    named = [str(cell).split("、") for cell in rows.frame["themes"]]
    themes = dict.fromkeys([*data.policy.themes, *(theme for themes in named for theme in themes)])
    found = []
    for theme in themes:
        part = Rows("problems", rows.frame[[theme in cell for cell in named]])
        if part:
            found.append(_theme(data, make, theme, part))
    return sorted(found, key=lambda theme: -len(theme.ids))


def _theme(data: TownshipData, make: FactMaker, theme: str, rows: Rows) -> CommonTheme:
    ids = tuple(place.id for place in data.in_order(rows.frame["village"]))
    return CommonTheme(
        name=make.words(f"共性.{theme}.主题", theme, label="问题主题", rows=rows, method="问题清单所归主题"),
        count=make.amount(
            f"共性.{theme}.村数", len(ids), "个", label=f"有“{theme}”问题的村数", rows=rows, method="按村计数"
        ),
        villages=places_fact(make, f"共性.{theme}.村", data, ids, label=f"“{theme}”问题所在的村", rows=rows),
        ids=ids,
    )


def common_findings(data: TownshipData, make: FactMaker, themes: list[CommonTheme]) -> Iterator[Finding]:
    """The common themes in one statement, the individual ones in another."""
    least = data.policy.common.least
    common = [theme for theme in themes if len(theme.ids) >= least]
    single = [theme for theme in themes if len(theme.ids) < least]
    yield from _head(data, make, common)
    if single:
        listed = series([(theme.name, "（", theme.villages, "）") for theme in single])
        yield _finding("共性.个性", {"清单": listed})
    if not themes:
        yield _finding("共性.无", {})
    yield from _second_coder(data, make)


def _second_coder(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """How far a second coder gave the problems the same themes; nothing where there was none."""
    rows = data.reviewed("problems")
    found = coding(rows.frame, data.policy.themes)
    if not found.coded:
        return
    again = rows.where(rows.frame["recoded"].notna())
    counts = (("问题数", found.problems, rows), ("复核数", found.coded, again), ("相同", found.same, again))
    values: dict[str, Value] = {
        name: make.amount(f"复核.{name}", count, "条", label=f"主题归类：{name}", rows=part, method="按问题计数")
        for name, count, part in (*counts, ("相交", found.shared, again))
    }
    if found.alpha is not None:
        values["系数"] = make.amount(
            "复核.系数",
            round(found.alpha, 2),
            "",
            label="主题归类一致性系数",
            rows=again,
            n=found.coded,
            method="Krippendorff α（名义），按问题×主题逐格比较有无",
            text=f"{found.alpha:.2f}",
        )
    yield _finding("共性.复核", values, "全部复核" if found.coded == found.problems else "部分复核")


def _head(data: TownshipData, make: FactMaker, common: list[CommonTheme]) -> Iterator[Finding]:
    if not common:
        return
    rows = data.reviewed("problems")
    values: dict[str, Value] = {
        "完成": finished_fact(data, make),
        "个数": make.amount(
            "共性.个数", len(common), "个", label="共性问题主题", rows=rows, method="涉及村数达到政策线的主题计数"
        ),
        "起点": make.amount("共性.起点", data.policy.common.least, "个", label="共性问题的起点村数", method="政策参数"),
    }
    values["清单"] = series([_tier(tier, place) for place, tier in enumerate(_tiers(common))], "；")
    yield _finding("共性.概述", values, "全部完成" if not data.unfinished else "未全部完成")


def _tiers(common: list[CommonTheme]) -> list[list[CommonTheme]]:
    """Themes of equally many villages together, the most widespread first."""
    return [list(tier) for _, tier in groupby(common, key=lambda theme: len(theme.ids))]


def _tier(tier: list[CommonTheme], place: int) -> Value:
    """One widest theme with its villages; several, and the others, which the table lists, by name and count."""
    opening = _OPENINGS[min(place, len(_OPENINGS) - 1)]
    each = "各涉及" if len(tier) > 1 else "涉及"
    if place or len(tier) > 1:
        return (opening, *series([theme.name for theme in tier], last="和"), f"，{each}", tier[0].count, "村（社区）")
    named = series([(theme.name, "（", theme.villages, "）") for theme in tier], last="和")
    return (opening, *named, f"，{each}", tier[0].count, "村（社区）")


def _finding(code: str, values: dict[str, Value], *when: str) -> Finding:
    return Finding(code, TOWNSHIP, Theme.PROBLEM, values, 0, Polarity.BAD, frozenset(when))
