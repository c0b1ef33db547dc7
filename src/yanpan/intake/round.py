"""Read a round's whole hand-in: every file, every fault, tidy tables; nothing is loaded in part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from yanpan.config.corrections import Names, load_corrections, load_names
from yanpan.config.paths import Project
from yanpan.config.survey import SurveyExport, load_survey
from yanpan.config.township import RoundConfig, load_round
from yanpan.errors import UserError
from yanpan.intake.changes import Change
from yanpan.intake.corrections import CorrectionDesk, learn_names
from yanpan.intake.cross_checks import check_across
from yanpan.intake.csvs import is_legacy
from yanpan.intake.earlier import EarlierProblems
from yanpan.intake.faults import Fault
from yanpan.intake.files import SOURCES, TEXTS, HandIn, list_files, table_of
from yanpan.intake.headings import find_layout
from yanpan.intake.missing import missing_parts
from yanpan.intake.names import VillageNames
from yanpan.intake.raw_rows import empty_raw
from yanpan.intake.remarks import check_remarks
from yanpan.intake.sheets import Sheet, open_file, village_of
from yanpan.intake.sources import changed_files
from yanpan.intake.survey import as_questionnaire
from yanpan.intake.table_checks import check_tables, without_copies
from yanpan.intake.tidy import Part, empty_frame, make_part
from yanpan.schema import TABLES, Table

ROSTER, MEMBERS, PROBLEMS = TABLES["villages"], TABLES["members"], TABLES["problems"]
QUESTIONNAIRE = TABLES["questionnaires"]


@dataclass(frozen=True)
class Intake:
    """What a hand-in holds. With any fault it is refused; `missing` (Chinese) says what makes it incomplete."""

    tables: dict[str, pd.DataFrame]
    """Every table of the schema, tidy; empty where absent."""
    raw: pd.DataFrame
    """Columns table, village, file, sheet, row, cells (JSON: heading of the schema to text as handed in)."""
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    missing: tuple[str, ...]
    files: dict[str, str]
    """File name to SHA-256, in order of name."""
    changes: tuple[Change, ...] = ()
    """What was changed on the way from cell to value, in order of file and place."""


@dataclass
class _Desk:
    """What has been read so far."""

    survey: SurveyExport | None = None
    accept_dup: bool = False
    names: VillageNames = field(default_factory=VillageNames)
    parts: list[Part] = field(default_factory=list)
    told: list[Fault] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    further: list[tuple[str, Names]] = field(default_factory=list)
    corrections: CorrectionDesk = field(default_factory=CorrectionDesk)
    broken: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)


def read_round(project: Project, round_id: str, *, accept_dup: bool = False) -> Intake:
    """The round's hand-in, checked. UserError if there is no such round or its township.yml is wrong.

    `accept_dup`: rows of one file that repeat an earlier one in every column are told and left out, not refused.
    """
    folder = project.raw(round_id)
    if not folder.is_dir():
        raise UserError(f"没有批次“{round_id}”；data/raw 下现有：{'、'.join(project.rounds()) or '（空）'}。")
    config = load_round(project.round_params(round_id))
    hand_ins, locks = list_files(folder)
    params = project.round_params(round_id)
    desk = _Desk(
        load_survey(project.params),
        told=[Fault("W07", name) for name in locks],
        changes=[Change("N20", name, before="锁文件", after="跳过") for name in locks],
        further=load_names(project.params, params),
        corrections=CorrectionDesk(*load_corrections(params)),
        accept_dup=accept_dup,
    )
    for sheet in _roster_first(desk, hand_ins):
        _take(desk, sheet)
    desk.told += desk.corrections.faults()
    desk.told += changed_files(folder, desk.files)
    return _finish(desk, config, _earlier_problems(project, round_id))


def read_roster(project: Project, round_id: str) -> dict[str, pd.DataFrame]:
    """Tidy `villages` and `members` of a round as far as they can be read, unchecked; needs no township.yml."""
    return _read_some(project, round_id, (ROSTER, MEMBERS))


def _read_some(project: Project, round_id: str, wanted: tuple[Table, ...]) -> dict[str, pd.DataFrame]:
    hand_ins, _ = list_files(project.raw(round_id))
    desk = _Desk(load_survey(project.params))
    for sheet in _roster_first(desk, (item for item in hand_ins if item.table in (None, *wanted))):
        if sheet.table in wanted:
            _take(desk, sheet)
    return {table.key: _joined(table.key, desk.parts) for table in wanted}


def _earlier_problems(project: Project, round_id: str) -> list[EarlierProblems]:
    """What each earlier round (its name comes before) calls its problems, oldest first."""
    return [
        EarlierProblems.of(earlier, _read_some(project, earlier, (ROSTER, PROBLEMS))["problems"])
        for earlier in project.rounds()
        if earlier < round_id
    ]


def read_file(
    name: str, data: bytes, *, names: VillageNames, survey: SurveyExport | None = None
) -> tuple[list[Part], list[Fault]]:
    """The parts that one file holds and its own faults and warnings; nothing is checked against other files."""
    table, rest = table_of(Path(name).stem)
    desk = _Desk(survey, names=deepcopy(names))
    for sheet in _opened(desk, HandIn(Path(name), name, table, rest), data):
        _take(desk, sheet)
    return desk.parts, desk.told


def _roster_first(desk: _Desk, hand_ins: Iterable[HandIn]) -> Iterator[Sheet]:
    """Sheets of all files, those of the roster first; only files that may hold it are kept open meanwhile."""
    waiting: list[Sheet] = []
    ranks = {hand_in: 0 if hand_in.table is ROSTER else 1 if hand_in.table is None else 2 for hand_in in hand_ins}
    for hand_in in sorted(ranks, key=lambda item: ranks[item]):
        if ranks[hand_in] == 2 and waiting:
            yield from waiting
            waiting = []
        for sheet in _open(desk, hand_in):
            if sheet.table is ROSTER or ranks[hand_in] == 2:
                yield sheet
            else:
                waiting.append(sheet)
    yield from waiting


def _open(desk: _Desk, hand_in: HandIn) -> list[Sheet]:
    return _opened(desk, hand_in, hand_in.path.read_bytes())


def _opened(desk: _Desk, hand_in: HandIn, data: bytes) -> list[Sheet]:
    desk.files[hand_in.name] = hashlib.sha256(data).hexdigest()
    sheets, told = open_file(hand_in, data)
    if sheets and hand_in.path.suffix.lower() in TEXTS and is_legacy(data):
        desk.changes.append(Change("N01", hand_in.name, before="GB18030", after="UTF-8"))
    desk.told += told
    if any(fault.code.startswith("ERR") for fault in told):
        desk.broken |= {sheet.table.key for sheet in sheets} | ({hand_in.table.key} if hand_in.table else set())
    return sheets


def _take(desk: _Desk, sheet: Sheet) -> None:
    """Read a sheet into a part of its table; without a roster no other table can be read."""
    if sheet.table is not ROSTER:
        if not desk.names.official:
            return
        desk.told += learn_names(desk.names, desk.further)
        desk.further = []
    village = village_of(sheet, desk.names)
    known = None if isinstance(village, Fault) else village
    faults = [village] if isinstance(village, Fault) else []
    grid = as_questionnaire(sheet.grid, desk.survey) if sheet.table is QUESTIONNAIRE else sheet.grid
    layout, heading_faults = find_layout(grid, sheet.table, village_known=village is not None)
    faults += heading_faults
    if layout is not None:
        corrected, changes = desk.corrections.apply(grid, layout)
        part = make_part(corrected, layout, desk.names, village=known, handed_in=grid, form=sheet.form)
        desk.changes += [*changes, *part.changes]
        faults += part.faults
        desk.parts.append(part)
        _learn(desk.names, part) if sheet.table is ROSTER else None
    desk.told += faults
    if any(fault.code.startswith("ERR") for fault in faults):
        desk.broken.add(sheet.table.key)


def _learn(names: VillageNames, part: Part) -> None:
    for _, row in part.frame.dropna(subset=["village", "name"]).iterrows():
        aliases = [] if pd.isna(row["aliases"]) else row["aliases"].split("、")
        names.add(row["village"], row["name"], aliases)


def _finish(desk: _Desk, config: RoundConfig, earlier: Sequence[EarlierProblems]) -> Intake:
    tables = {key: _joined(key, desk.parts) for key in TABLES}
    if desk.accept_dup:
        _merge_copies(desk, tables)
    if not desk.names.official:
        desk.told.append(
            Fault("ERR02", expected="没有读到《村社名册》，其他表无从对应到村", advice="请先交《村社名册》")
        )
    else:
        told = [*check_tables(tables), *check_across(tables, config, broken=frozenset(desk.broken), earlier=earlier)]
        desk.told += [*told, *check_remarks(tables, config)]
    told = sorted(desk.told, key=_order)
    raw = [_kept(part, told) for part in desk.parts if len(part.raw)]
    return Intake(
        tables=tables,
        raw=pd.concat(raw, ignore_index=True) if raw else empty_raw(),
        faults=tuple(fault for fault in told if fault.code.startswith("ERR")),
        warnings=tuple(fault for fault in told if not fault.code.startswith("ERR")),
        missing=missing_parts(tables, {part.table.key for part in desk.parts if part.said}),
        files=dict(sorted((name, digest) for name, digest in desk.files.items() if name != SOURCES)),
        changes=tuple(sorted(desk.changes, key=lambda change: (change.file, change.sheet, change.row or 0))),
    )


def _merge_copies(desk: _Desk, tables: dict[str, pd.DataFrame]) -> None:
    for key, frame in tables.items():
        tables[key], told = without_copies(TABLES[key], frame)
        desk.told += told
        desk.changes += [
            Change("N09", fault.file, fault.sheet, fault.row, before="完全相同的行", after="只留第一行")
            for fault in told
        ]


def _kept(part: Part, told: Iterable[Fault]) -> pd.DataFrame:
    """The part's raw rows without those that were left out as copies."""
    left_out = {(fault.file, fault.sheet, fault.row) for fault in told if fault.code == "W10"}
    if not left_out:
        return part.raw
    places = zip(part.raw["file"], part.raw["sheet"], part.raw["row"], strict=True)
    return part.raw[[place not in left_out for place in places]]


def _joined(key: str, parts: Iterable[Part]) -> pd.DataFrame:
    frames = [part.frame for part in parts if part.table.key == key and len(part.frame)]
    return pd.concat(frames, ignore_index=True) if frames else empty_frame(TABLES[key])


def _order(fault: Fault) -> tuple[str, str, int, str, str]:
    return fault.file, fault.sheet, fault.row or 0, fault.code, fault.column
