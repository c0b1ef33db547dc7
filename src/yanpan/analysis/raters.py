"""Leniency of the working groups: whether it can be told from the villages at all, and if so how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from yanpan.analysis.contrast_results import Raters
from yanpan.analysis.frames import Record, Tables, items, ordered, records
from yanpan.analysis.opinions import TALK_COLUMNS
from yanpan.schema.values import Grade, Target


@dataclass(frozen=True)
class RaterGraph:
    """The group × village graph: what is connected can be compared, nothing else."""

    components: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Groups and villages of each connected part, in order of first appearance."""
    rank: int
    """Rank of the two-way design: groups + villages − parts."""
    needed: int
    """Rank that separates all groups from all villages: groups + villages − 1."""

    @property
    def identifiable(self) -> bool:
        """Whether leniency and village can be told apart throughout."""
        return self.needed > 0 and self.rank == self.needed

    @property
    def note(self) -> str:
        """One Chinese sentence for the report."""
        if not self.components:
            return "没有工作组与村的登记，各组松严无从比较，不作校正。"
        if self.identifiable:
            return "各组与各村通过互查连成一片，可以估计各组松严；估计值只供参看，不自动校正。"
        return (
            f"各组与各村分成{len(self.components)}个互不相连的部分，组的松严与村的情况分不开"
            f"（可估参数{self.rank}个，需要{self.needed}个），不作松严校正。"
        )


def assignments(tables: Tables) -> tuple[tuple[str, str], ...]:
    """(group, village) pairs: every group with its own village and those it cross-checks (互查村)."""
    pairs: dict[tuple[str, str], None] = {}
    for row in records(ordered(tables["work_groups"])):
        own = (str(row["village"]),) if isinstance(row["village"], str) else ()
        pairs |= dict.fromkeys((str(row["group"]), village) for village in (*own, *items(row["cross_villages"])))
    return tuple(pairs)


def rater_graph(pairs: Iterable[tuple[str, str]]) -> RaterGraph:
    """Connected parts of the bipartite graph of (group, village) pairs; repeated pairs count once.

    Two-way connectedness is what makes row and column effects separable.
    Source: Searle, Linear Models (1971), chapter 7; Weeks and Williams (1964), Technometrics 6: 319–324.
    """
    edges = list(dict.fromkeys(pairs))
    groups, villages = (list(dict.fromkeys(names)) for names in zip(*edges, strict=True)) if edges else ([], [])
    size = len(groups) + len(villages)
    rows = [groups.index(group) for group, _ in edges]
    columns = [len(groups) + villages.index(village) for _, village in edges]
    graph = coo_array((np.ones(len(edges)), (rows, columns)), shape=(size, size))
    count, labels = connected_components(graph, directed=False) if size else (0, np.array([], dtype=int))
    parts = tuple(_part(part, labels, groups, villages) for part in dict.fromkeys(labels.tolist()))
    return RaterGraph(parts, rank=size - int(count), needed=max(size - 1, 0))


def _part(
    part: int, labels: np.ndarray, groups: list[str], villages: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    inside = (labels == part).tolist()
    mine, theirs = inside[: len(groups)], inside[len(groups) :]
    return (
        tuple(name for name, there in zip(groups, mine, strict=True) if there),
        tuple(name for name, there in zip(villages, theirs, strict=True) if there),
    )


def raters(tables: Tables) -> Raters:
    """What a report needs of the graph: counts only."""
    pairs = assignments(tables)
    graph = rater_graph(pairs)
    groups = len({group for group, _ in pairs})
    return Raters(groups, len(graph.components), graph.rank, graph.needed, crossed=len(set(pairs)) > groups)


def talk_scores(tables: Tables, points: Mapping[Grade, float]) -> pd.DataFrame:
    """`group`, `village`, `score` of every talk on a team: the mean points of the dimensions it spoke of.

    The group is that to which all talkers belong (leader or member); talks of nobody's, or of two groups', are left
    out, and so are talks that spoke of no dimension. They are the one source in which a group grades a village itself.
    """
    group_of = {
        person: str(row["group"])
        for row in records(tables["work_groups"])
        for person in (*items(row["leader"]), *items(row["members"]))
    }
    talks = tables["talks"][tables["talks"]["target"].eq(Target.TEAM.value)]
    rows = [_talk_score(row, group_of, points) for row in records(ordered(talks))]
    return pd.DataFrame([row for row in rows if row is not None], columns=["group", "village", "score"])


def _talk_score(
    row: Record, group_of: Mapping[str, str], points: Mapping[Grade, float]
) -> tuple[str, str, float] | None:
    groups = {group_of.get(person) for person in items(row["talkers"])}
    graded = [points[Grade(row[column])] for column in TALK_COLUMNS.values() if row[column] in list(Grade)]
    (group,) = groups if len(groups) == 1 else (None,)
    return (group, str(row["village"]), sum(graded) / len(graded)) if group is not None and graded else None


@dataclass(frozen=True)
class TwoWay:
    """Least-squares fit score = mean + leniency(group) + level(village); the leniencies and levels sum to 0 each."""

    mean: float
    leniency: Mapping[str, float]
    levels: Mapping[str, float]
    residual: float | None
    """Root mean square residual over the degrees of freedom left; None if none are left."""


def two_way(scores: pd.DataFrame) -> TwoWay | None:
    """Fit over rows of `group`, `village`, `score`; None if the rows do not connect all groups with all villages.

    Checked by the rank of the design, not assumed. Rows without a score are left out first.
    Source: Searle, Linear Models (1971), chapter 7 (two-way classification without interaction).
    """
    known = scores.dropna(subset=["score"])
    graph = rater_graph(zip(known["group"], known["village"], strict=True))
    if not graph.identifiable:
        return None
    group, village = pd.get_dummies(known["group"], dtype=float), pd.get_dummies(known["village"], dtype=float)
    design = np.column_stack([group.to_numpy(), village.to_numpy()])
    found, _, rank, _ = np.linalg.lstsq(design, known["score"].to_numpy(dtype=float), rcond=None)
    leniency, levels = found[: group.shape[1]], found[group.shape[1] :]
    left = len(known) - int(rank)
    misses = known["score"].to_numpy(dtype=float) - design @ found
    return TwoWay(
        mean=float(leniency.mean() + levels.mean()),
        leniency=dict(zip(map(str, group.columns), (leniency - leniency.mean()).tolist(), strict=True)),
        levels=dict(zip(map(str, village.columns), (levels - levels.mean()).tolist(), strict=True)),
        residual=float(np.sqrt((misses**2).sum() / left)) if left else None,
    )
