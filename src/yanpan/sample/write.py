"""One call: simulate a township and write its hand-in, the same bytes for the same arguments."""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path

from yanpan.sample import dressing, fieldwork, followup, forms, people, records
from yanpan.sample.layout import Piece, lay_out, symbols
from yanpan.sample.model import Row, Tables, standing_of
from yanpan.sample.registers import registers
from yanpan.sample.sources import sources_yaml
from yanpan.schema import BY_NAME
from yanpan.workbooks import write_csv, write_workbook

ORDER = tuple(name for name, table in BY_NAME.items() if table.core)


def write_sample(raw: Path, *, villages: int = 9, seed: int = 2023) -> list[Path]:
    """Write the hand-in into `raw` (made if missing) and return the files in order of name.

    Nine villages give the sample township; more add simulated villages, fewer leave reported ones out.
    """
    raw.mkdir(parents=True, exist_ok=True)
    tables = simulate(villages, seed)
    pieces = lay_out(tables)
    _refer(tables, pieces)
    pieces = lay_out(dressing.dress(tables) if villages <= 9 else tables)
    paths = [_write(raw, file, list(group)) for file, group in groupby(pieces, key=lambda piece: piece.file)]
    note = raw / "SOURCES.yml"
    note.write_text(sources_yaml(paths), encoding="utf-8", newline="\n")
    return sorted([*paths, note])


def plain_tables(villages: int = 2, seed: int = 2023) -> Tables:
    """The simulated tables as one would type them into forms: the problems' evidence names rows from 2 on."""
    tables = simulate(villages, seed)
    _refer(tables, lay_out(tables, plain=True))
    return tables


def simulate(villages: int, seed: int) -> Tables:
    """All tables of the township, rows in roster order."""
    tables: Tables = {name: [] for name in ORDER}
    tables |= registers(villages, random.Random(f"{seed}-registers"))
    roster = tables["村社名册"]
    tables["工作组"] = people.work_groups(roster, random.Random(f"{seed}-groups"))
    for number, (row, group) in enumerate(zip(roster, tables["工作组"], strict=True), start=1):
        for name, rows in _village(row, group, number, seed).items():
            tables[name].extend(rows)
    return {name: tables[name] for name in ORDER}


def _village(row: Row, group: Row, number: int, seed: int) -> Tables:
    village = str(row["编号"])

    def draw(stream: str) -> random.Random:
        """A stream of its own per table, so that a change in one table leaves the others as they were."""
        return random.Random(f"{seed}-{village}-{stream}")

    mentors = [str(group["组长"]), *str(group["成员"]).split("、")]
    standing = standing_of(village, draw("standing"))
    made = people.team(row, draw("team")) | people.talent(row, number, mentors, draw("talent"))
    members = made["班子成员"]
    made["满意度测评表"] = forms.satisfaction_forms(village, standing, draw("satisfaction"))
    made["问卷调查表"] = forms.questionnaires(village, standing, draw("questionnaires"))
    made["民主测评票"], valid = forms.ballots(village, members, standing, draw("ballots"))
    made["票表回收"] = forms.returns(village, made, valid)
    made["摸底反馈"] = fieldwork.prechecks(village, members)
    made["会议"] = fieldwork.meetings(village, str(group["首次进村日期"]), len(made["满意度测评表"]), draw("meetings"))
    made["谈心谈话"] = fieldwork.talks(members, group, standing, draw("talks"))
    made["资料查阅"] = records.documents(village, standing, draw("documents"))
    made["平时掌握"] = records.routine(village, standing, draw("routine"))
    made["问题建议"] = fieldwork.suggestions(village, draw("suggestions"))
    made["月督查"] = followup.inspections(village, standing, draw("inspections"))
    made["重点工作"] = followup.key_tasks(village, number, draw("tasks"))
    made["教育培训"] = followup.trainings(village, _rooms(row, made), draw("trainings"))
    made["年终考核"] = [followup.appraisal(village, standing, draw("appraisal"))]
    return made


def _rooms(row: Row, made: Tables) -> dict[str, int]:
    """How many people each audience of a training has."""
    return {
        "班子成员": len(made["班子成员"]),
        "党员": int(row["党员数"] or 0),
        "后备干部": len(made["后备人才"]),
    }


def _refer(tables: Tables, pieces: list[Piece]) -> None:
    """Turn the evidence symbols of the problem register into ids and row numbers of the files."""
    places = symbols(pieces)
    for row in tables["问题清单"]:
        row["证据"] = "、".join(places[item] for item in str(row["证据"]).split("、"))


def _write(raw: Path, file: str, pieces: list[Piece]) -> Path:
    path = raw / file
    if pieces[0].encoding:
        write_csv(path, pieces[0].sheet.cells, encoding=pieces[0].encoding)
    else:
        write_workbook(path, [piece.sheet for piece in pieces])
    return path
