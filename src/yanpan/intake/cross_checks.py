"""Rules between tables that refuse a hand-in (data contract, "Rules across tables")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from yanpan.config.township import RoundConfig
from yanpan.intake.earlier import EarlierProblems, carried, check_numbers
from yanpan.intake.evidence_checks import check_evidence
from yanpan.intake.faults import Fault
from yanpan.intake.return_checks import FORMS, check_returns
from yanpan.intake.table_checks import at, rows
from yanpan.schema import TABLES
from yanpan.schema.values import Target

Tables = Mapping[str, pd.DataFrame]
JOINT = "跨村联建"
TARGETED = ("prechecks", "talks", "ballot_tallies", "sanctions", "decisions")
"""Tables whose `target` is a team or a member's number."""


def check_across(
    tables: Tables,
    config: RoundConfig,
    *,
    broken: frozenset[str] = frozenset(),
    earlier: Sequence[EarlierProblems] = (),
) -> list[Fault]:
    """Faults between tables, in the contract's order. Rules over `broken` tables (refused cells) wait for the mending,
    so that one wrong cell is one fault. `earlier`: problems of earlier rounds, whose ledger may go on in this one.
    """
    rules: tuple[tuple[frozenset[str], Callable[[], list[Fault]]], ...] = (
        (frozenset({"work_groups"}), lambda: _groups(tables)),
        (frozenset({"form_returns", "meetings", *FORMS.values(), "ballot_tallies"}), lambda: check_returns(tables)),
        (frozenset({"positions", "members"}), lambda: _posts(tables)),
        (frozenset({"members"}), lambda: _dual_roles(tables["members"])),
        (frozenset({"cooperations"}), lambda: _cooperations(tables["cooperations"])),
        (frozenset({"honours"}), lambda: _honours(tables["honours"], config)),
        (frozenset({"members", "villages"}), lambda: _targets(tables)),
        (frozenset({"meetings", "problems", "suggestions"}), lambda: _loose_ends(tables, carried(earlier))),
        (frozenset({"problems"}), lambda: check_numbers(tables["problems"], earlier)),
        (frozenset(tables), lambda: check_evidence(tables)),
    )
    return [fault for needed, rule in rules if not needed & broken for fault in rule()]


def _groups(tables: Tables) -> list[Fault]:
    groups = tables["work_groups"].dropna(subset=["village"])
    again = groups[groups.duplicated("village")]
    expected = "一个组负责一个村，一个村只由一个组负责"
    return [at(row, "ERR18", column="主责村", value=row["village"], expected=expected) for row in rows(again)]


def _posts(tables: Tables) -> list[Fault]:
    posts = tables["positions"].dropna(subset=["village", "post", "approved", "filled", "vacant"])
    unbalanced = posts["filled"] + posts["vacant"] != posts["approved"]
    held = _held(tables["members"], posts)
    differs = ~unbalanced & (held != posts["filled"])
    return [
        *(
            at(row, "ERR18", column="核定职数", value=str(row["approved"]), expected=_sum_of(row))
            for row in rows(posts, unbalanced)
        ),
        *(
            at(
                row,
                "ERR18",
                column="在岗数",
                value=str(row["filled"]),
                expected=f"《班子成员》里在任的“{row['post']}”人数不同",
            )
            for row in rows(posts, differs)
        ),
    ]


def _sum_of(row: pd.Series) -> str:
    return f"在岗数 {row['filled']} ＋ 空缺数 {row['vacant']} 应等于核定职数"


def _held(members: pd.DataFrame, posts: pd.DataFrame) -> pd.Series:
    """Serving members who hold each row's post; the row's own count if no members were handed in."""
    if members.empty:
        return posts["filled"]
    serving = members[members["serving"].fillna(False)].dropna(subset=["village", "posts"])
    each = serving.assign(post=serving["posts"].str.split("、")).explode("post")
    counts = each.groupby(["village", "post"]).size()
    keys = pd.MultiIndex.from_frame(posts[["village", "post"]])
    return pd.Series(counts.reindex(keys, fill_value=0).to_numpy(), index=posts.index, dtype="Int64")


def _dual_roles(members: pd.DataFrame) -> list[Fault]:
    both = members[(members["dual_role"] & members["serving"]).fillna(False)].dropna(subset=["village"])
    again = both[both.duplicated("village")]
    return [at(row, "ERR18", column="一肩挑", expected="一个村至多一人“一肩挑”") for row in rows(again)]


def _cooperations(cooperations: pd.DataFrame) -> list[Fault]:
    """A joint project stands on both sides with the same number, each naming the other."""
    joint = cooperations[cooperations["kind"] == JOINT].dropna(subset=["project", "village", "partner"])
    sides = set(zip(joint["project"], joint["village"], joint["partner"], strict=True))
    return [
        at(row, "ERR18", column="对方", value=row["partner"], expected=f"对方也应以项目号 {row['project']} 报这一项")
        for row in rows(joint)
        if (row["project"], row["partner"], row["village"]) not in sides
    ]


def _honours(honours: pd.DataFrame, config: RoundConfig) -> list[Fault]:
    late = honours[(honours["year"] > config.as_of.year).fillna(False)]
    expected = f"授予年不得晚于截止日 {config.as_of}"
    return [at(row, "ERR18", column="授予年", value=str(row["year"]), expected=expected) for row in rows(late)]


def _targets(tables: Tables) -> list[Fault]:
    """Targets that are neither a team nor a member of the row's village."""
    members = tables["members"].dropna(subset=["member", "village"]).drop_duplicates("member")
    if members.empty:
        return []
    home = members.set_index("member")["village"]
    return [fault for key in TARGETED for fault in _table_targets(tables[key].dropna(subset=["target"]), home, tables)]


def _table_targets(frame: pd.DataFrame, home: pd.Series, tables: Tables) -> list[Fault]:
    target = frame["target"]
    named_team = target.eq(Target.TEAM) if "village" in frame else target.isin(tables["villages"]["village"])
    says_team = frame["target_kind"].eq(Target.TEAM) if "target_kind" in frame else named_team
    of_member = target.map(home)
    own = of_member.notna() & (of_member.eq(frame["village"]) if "village" in frame else True)
    crossed, stray = named_team != says_team, ~named_team & ~own
    expected = "要“班子”（《党委定档》写村编号）或《班子成员》里本村的成员编号"
    return [
        *(
            at(row, "ERR18", column="对象", value=row["target"], expected="与“对象类型”不一致")
            for row in rows(frame, crossed)
        ),
        *(
            at(row, "ERR19", column="对象", value=row["target"], expected=expected)
            for row in rows(frame, stray & ~crossed)
        ),
    ]


REFERENCES = (
    ("form_returns", "meeting", "meetings", "会议编号"),
    ("rectifications", "problem", "problems", "问题编号"),
    ("suggestions", "merged_into", "suggestions", "并入"),
)
"""Table, column, the table whose id the column holds, heading."""


def _loose_ends(tables: Tables, carried_over: set[str]) -> list[Fault]:
    """References to ids that a table lacks; a table absent as a whole makes the round incomplete, not them wrong."""
    faults = []
    for key, column, other, heading in REFERENCES:
        carried = carried_over if key == "rectifications" else set()
        if tables[other].empty and key != "rectifications":
            continue
        ids = set(tables[other][str(TABLES[other].id_column)].dropna()) | carried
        loose = tables[key][tables[key][column].notna() & ~tables[key][column].isin(ids)]
        expected = f"《{TABLES[other].zh}》里没有这个编号"
        faults += [at(row, "ERR19", column=heading, value=row[column], expected=expected) for row in rows(loose)]
    return faults
