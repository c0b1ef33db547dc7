"""What the analyst should look at over the whole township; nothing of it changes a figure."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.coding import coding
from yanpan.facts import TOWNSHIP
from yanpan.findings.township.data import NAMED, TownshipData
from yanpan.findings.township.team_grades import team_counts
from yanpan.schema.values import Grade
from yanpan.summary import Notice


def notices(data: TownshipData) -> Iterator[Notice]:
    """The township's own notices, then those of the finished villages in roster order; R06 is told once, here.

    Those of many villages are not told again: they stand in the villages' own reports and on the index page.
    """
    yield from _double_stretches(data)
    yield from _many_good(data)
    yield from _themes_apart(data)
    for place in () if data.many else data.finished:
        yield from (notice for notice in data.summaries[place.id].warnings if notice.code != "R06")


def _double_stretches(data: TownshipData) -> Iterator[Notice]:
    """The same stretch of the same road in several villages: its kilometres may be counted twice."""
    rows = data.rows("projects").equal(kind="道路").frame
    rows = rows[rows["road"].notna() & rows["segment"].notna()]
    for (road, segment), part in rows.groupby(["road", "segment"], sort=False):
        if part["village"].nunique() > 1:
            names = data.told(part["village"])
            message = f"{road}（{segment}）在{names}都有登记，合计里程可能重复计算，请核对起止。"
            yield Notice(code="R06", owner=TOWNSHIP, message=message)


def _many_good(data: TownshipData) -> Iterator[Notice]:
    """More teams than the policy's share are suggested as 好."""
    good, share = len(team_counts(data)[Grade.GOOD]), data.policy.gates.good_ceiling
    if data.finished and good > share * len(data.finished):
        message = f"建议档次为“好”的班子有{good}个，超过已研判班子的{share}，请党委专题会留意掌握尺度。"
        yield Notice(code="R07", owner=TOWNSHIP, message=message)


def _themes_apart(data: TownshipData) -> Iterator[Notice]:
    """Problems to which two coders gave themes that have nothing in common."""
    apart = coding(data.reviewed("problems").frame, data.policy.themes).apart
    if apart:
        more = f"等{len(apart)}条问题" if len(apart) > NAMED and data.many else ""
        shown = "、".join(apart[:NAMED] if more else apart)
        message = f"{shown}{more}的主题与复核主题没有一个相同，请两名编码人会商后统一。"
        yield Notice(code="R09", owner=TOWNSHIP, message=message)
