"""Groups and villages: what one group a village allows, and what a ring of cross-checks adds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from yanpan.analysis.raters import assignments, rater_graph, raters, talk_scores, two_way

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


def talks(*rows: tuple[str, str, str]) -> list[dict]:
    columns = ("thought", "duty", "integrity", "public")
    return [
        {"talk": f"T{i}", "village": village, "talkers": talkers, "target": "班子", **dict.fromkeys(columns, grade)}
        for i, (talkers, village, grade) in enumerate(rows)
    ]


GROUPS = [
    {"group": "1", "leader": "甲", "members": "乙、丙", "village": "V01", "cross_villages": "V02"},
    {"group": "2", "leader": "丁", "members": "戊", "village": "V02", "cross_villages": None},
]


def test_a_talk_is_its_groups_only_if_all_talkers_are(tables, policy) -> None:
    rows = talks(("甲、乙", "V01", "好"), ("甲、丁", "V01", "好"), ("丁、戊", "V02", "正常"), ("生人", "V02", "好"))
    found = talk_scores(tables(work_groups=GROUPS, talks=rows), policy.ballots.scheme)
    assert found.to_numpy().tolist() == [["1", "V01", 100.0], ["2", "V02", 60.0]]


def test_cross_checked_talks_give_leniency_by_hand(tables, policy) -> None:
    """In V02 group 1 gives 60 and group 2 gives 0: 60 apart. Group 1 gives V01 40 more than V02."""
    rows = talks(("甲", "V01", "好"), ("乙", "V02", "正常"), ("丁", "V02", "较差"))
    found = two_way(talk_scores(tables(work_groups=GROUPS, talks=rows), policy.ballots.scheme))
    assert found.leniency == pytest.approx({"1": 30, "2": -30})
    assert found.levels == pytest.approx({"V01": 20, "V02": -20})


def test_a_ring_over_the_sample_recovers_a_planted_leniency(sample_tables, policy) -> None:
    """Each group of the sample also talks in the next village; the talks of group 3 are all made 较差."""
    given = dict(sample_tables)
    groups = given["work_groups"].copy()
    villages = groups["village"].tolist()
    groups["cross_villages"] = [*villages[1:], villages[0]]
    talked = given["talks"]
    extra = talked.copy()
    extra["village"] = extra["village"].map(dict(zip(villages, groups["cross_villages"], strict=True)))
    both = pd.concat([talked, extra], ignore_index=True)
    own = both["talkers"].str.contains(groups["leader"].iloc[2])
    both.loc[own, ["thought", "duty", "integrity", "public"]] = "较差"
    given |= {"work_groups": groups, "talks": both}
    assert raters(given).identifiable
    found = two_way(talk_scores(given, policy.ballots.scheme))
    assert min(found.leniency, key=found.leniency.get) == "3"
    assert found.leniency["3"] < -40
    assert sum(found.leniency.values()) == pytest.approx(0, abs=1e-9)
    assert two_way(talk_scores(sample_tables, policy.ballots.scheme)) is None
