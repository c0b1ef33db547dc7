"""Many broken files through intake: each must be read as it was or refused in words; anything else is printed.

    python benchmarks/fuzz_intake.py --cases 100000 --processes 2

Case n is always the same file, so that a failure can be looked at again: --first n --cases 1. Every WHOLE-th case is
a broken file in a good hand-in, which goes through all that `yanpan check` does: cross checks, terminal text, page,
data and marked copies; every REAL-th is a workbook of the sample as it is handed in; the others are a table's file.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from mutations import Cells, as_csv, mutate, mutate_workbook

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.intake import Intake, describe, read_round
from yanpan.intake.names import VillageNames
from yanpan.intake.round import read_file
from yanpan.review.intake_page import write_intake
from yanpan.sample.layout import headings
from yanpan.sample.write import plain_tables, write_sample
from yanpan.schema import BY_NAME
from yanpan.schema.model import SOURCE_COLUMNS

ROOT = Path(__file__).parents[1]
ROUND = "2023-mid"
ROWS = 5
WHOLE, REAL = 100, 21
SLOW = 20.0
"""Seconds of computing after which a case counts as hung."""
PHONE = "13800000000"


@cache
def tables() -> dict[str, Cells]:
    """Every table of two villages, headings first: together a hand-in without a fault."""
    return {
        name: [[*headings(name)], *([row.get(h) for h in headings(name)] for row in rows)]
        for name, rows in plain_tables(2).items()
        if rows
    }


@cache
def material() -> dict[str, Cells]:
    """The first rows of every table, headings first."""
    return {name: cells[: ROWS + 1] for name, cells in tables().items()}


@cache
def names() -> VillageNames:
    """The two villages."""
    known = VillageNames()
    for row in plain_tables(2)["村社名册"]:
        known.add(str(row["编号"]), str(row["名称"]), str(row["别名"]).split("、"))
    return known


@cache
def expected(table: str) -> pd.DataFrame:
    """What the table's file says when nobody has touched it."""
    parts, _ = read_file(f"{table}.csv", as_csv(material()[table]), names=names())
    return _said(parts[0].frame)


@cache
def workbooks() -> list[tuple[str, bytes]]:
    """Name and bytes of the sample's workbooks, two villages."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            (path.name, path.read_bytes()) for path in write_sample(Path(folder), villages=2) if path.suffix == ".xlsx"
        ]


@cache
def hand_in() -> tuple[Project, Intake, tempfile.TemporaryDirectory[str]]:
    """A project whose hand-in is the tables, what is read of it, and the folder that goes with the process."""
    home = tempfile.TemporaryDirectory(prefix="yanpan-fuzz-")
    project = Project(Path(home.name))
    shutil.copytree(ROOT / "params", project.params)
    project.raw(ROUND).mkdir(parents=True)
    for name, cells in tables().items():
        (project.raw(ROUND) / f"{name}.csv").write_bytes(as_csv(cells))
    whole = read_round(project, ROUND)
    assert whole.faults == (), whole.faults[:3]
    return project, whole, home


def run_case(number: int) -> str:
    """What became of a case: 'equal', 'read' or 'refused'. AssertionError if a harmless change was not read equally."""
    rng = random.Random(f"fuzz-{number}")
    if number % REAL == 0:
        name, data = rng.choice(workbooks())
        return check_file("", name, mutate_workbook(data, rng), harmless=False)
    whole, table = number % WHOLE == 0, rng.choice(sorted(material()))
    name, data, harmless = mutate((tables() if whole else material())[table], table, rng)
    check = check_whole if whole else check_file
    return check(table, name, data, harmless=harmless)


def check_file(table: str, name: str, data: bytes, *, harmless: bool) -> str:
    """A file on its own through the reader."""
    try:
        parts, faults = read_file(name, data, names=names())
    except UserError:
        return "refused"
    refused = [str(fault) for fault in faults if fault.code.startswith("ERR")]
    assert all(PHONE not in line for line in map(str, faults)), "a phone number was repeated"
    assert all(part.table.key in {t.key for t in BY_NAME.values()} for part in parts)
    if harmless:
        assert not refused, refused
        pd.testing.assert_frame_equal(_said(parts[0].frame), expected(table))
        return "equal"
    return "refused" if refused else "read"


def check_whole(table: str, name: str, data: bytes, *, harmless: bool) -> str:
    """The file in place of the good one, through everything that `yanpan check` does."""
    project, good, _ = hand_in()
    folder = project.raw(ROUND)
    kept = (folder / f"{table}.csv").read_bytes()
    (folder / f"{table}.csv").unlink()
    (folder / name).write_bytes(data)
    try:
        intake = read_round(project, ROUND)
        page, copies = write_intake(project, ROUND, intake)
        written = [describe(intake), page.read_text(encoding="utf-8"), *map(_texts, copies)]
    finally:
        (folder / name).unlink()
        (folder / f"{table}.csv").write_bytes(kept)
    assert not any(PHONE in text for text in written), "a phone number was repeated"
    if intake.faults:
        moved = {fault.code for fault in intake.faults} == {"ERR19"}  # a title above moves rows that evidence names
        assert moved or not harmless, intake.faults
        return "refused"
    for key, frame in intake.tables.items():
        if harmless or key != BY_NAME[table].key:
            pd.testing.assert_frame_equal(_said(frame), _said(good.tables[key]))
    return "equal" if harmless else "read"


def _said(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=list(SOURCE_COLUMNS))


def _texts(copy: Path) -> str:
    """All that stands in a marked copy, comments too."""
    cells = (cell for page in openpyxl.load_workbook(copy) for row in page.iter_rows() for cell in row)
    return "\n".join(f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in cells)


def run_block(first: int, count: int) -> tuple[Counter[str], list[str]]:
    """Outcomes of `count` cases, and failures with their tracebacks."""
    outcomes: Counter[str] = Counter()
    failures = []
    for number in range(first, first + count):
        start = time.process_time()
        try:
            outcomes[run_case(number)] += 1
        except Exception:  # noqa: BLE001  whatever it is, it is what we look for
            failures.append(f"case {number}\n{traceback.format_exc(limit=-4)}")
        if time.process_time() - start > SLOW:
            failures.append(f"case {number}: took over {SLOW:g} s")
    return outcomes, failures


def main() -> int:
    """Run the cases; exit code 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    wanted = parser.parse_args()
    total: Counter[str] = Counter()
    bad = 0
    block = min(500, wanted.cases)
    starts = range(wanted.first, wanted.first + wanted.cases, block)
    with ProcessPoolExecutor(wanted.processes) as pool:
        for outcomes, failures in pool.map(run_block, starts, [block] * len(starts)):
            total += outcomes
            bad += len(failures)
            print(sum(total.values()), dict(total), f"failures {bad}", *failures, sep="  ", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
