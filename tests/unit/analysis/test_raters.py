"""Groups and villages: what one group a village allows, and what a ring of cross-checks adds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from yanpan.analysis.raters import assignments, rater_graph, two_way

ALONE = [(f"{i}", f"V{i}") for i in range(9)]
RING = [*ALONE, *((f"{i}", f"V{(i + 1) % 9}") for i in range(9))]


def design_rank(pairs: list[tuple[str, str]]) -> int:
    frame = pd.DataFrame(pairs, columns=["group", "village"])
    dummies = [pd.get_dummies(frame[column], dtype=float) for column in frame]
    return int(np.linalg.matrix_rank(np.column_stack(dummies)))


def test_nine_groups_on_nine_villages_cannot_be_separated() -> None:
    """Rank 9 where 17 are needed (domain notes, 0 item 4)."""
    found = rater_graph(ALONE)
    assert (len(found.components), found.rank, found.needed, found.identifiable) == (9, 9, 17, False)
    assert "9个互不相连的部分" in found.note
    assert "不作松严校正" in found.note


def test_a_ring_of_cross_checks_connects_all() -> None:
    found = rater_graph(RING)
    assert (len(found.components), found.rank, found.identifiable) == (1, 17, True)


@pytest.mark.parametrize("pairs", [ALONE, RING, RING[:12], [*RING, *RING]])
def test_rank_by_graph_is_the_rank_of_the_design(pairs) -> None:
    assert rater_graph(pairs).rank == design_rank(pairs)


def test_two_way_recovers_leniency_and_level_exactly() -> None:
    rows = [(group, village, 70 + 2 * (int(group) - 4) + 3 * (int(village[1:]) - 4)) for group, village in RING]
    found = two_way(pd.DataFrame(rows, columns=["group", "village", "score"]))
    assert found.mean == pytest.approx(70)
    assert found.leniency["8"] == pytest.approx(8)
    assert found.levels["V0"] == pytest.approx(-12)
    assert found.residual == pytest.approx(0, abs=1e-9)


def test_scores_that_do_not_connect_give_nothing() -> None:
    frame = pd.DataFrame([(g, v, 80.0) for g, v in ALONE], columns=["group", "village", "score"])
    assert two_way(frame) is None
    assert two_way(frame.assign(score=None)) is None


def test_assignments_come_from_the_groups_and_their_cross_checks(tables) -> None:
    given = tables(work_groups=[{"group": "1", "village": "V01", "cross_villages": "V02、V03"}, {"group": "2"}])
    assert assignments(given) == (("1", "V01"), ("1", "V02"), ("1", "V03"))


def test_no_groups_say_so() -> None:
    assert rater_graph([]).note.startswith("没有工作组")
    assert not rater_graph([]).identifiable
