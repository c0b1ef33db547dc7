"""Many broken files through intake: each must be read as it was or refused in words; anything else is printed.

    python benchmarks/fuzz_intake.py --cases 100000 --processes 2

Case n is always the same file, so that a failure can be looked at again: --first n --cases 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from mutations import Cells, mutate

from yanpan.errors import UserError
from yanpan.intake.names import VillageNames
from yanpan.intake.round import read_file
from yanpan.sample.layout import headings
from yanpan.sample.write import plain_tables
from yanpan.schema import BY_NAME
from yanpan.schema.model import SOURCE_COLUMNS

ROWS = 5
SLOW = 5.0
"""Seconds after which a case counts as hung."""


@cache
def material() -> dict[str, Cells]:
    """The first rows of every table of two villages, headings first."""
    tables = plain_tables(2)
    return {
        name: [[*headings(name)], *([row.get(h) for h in headings(name)] for row in rows[:ROWS])]
        for name, rows in tables.items()
        if rows
    }


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
    from mutations import as_csv

    parts, _ = read_file(f"{table}.csv", as_csv(material()[table]), names=names())
    return parts[0].frame.drop(columns=list(SOURCE_COLUMNS))


def run_case(number: int) -> str:
    """What became of a case: 'equal', 'read' or 'refused'. AssertionError if a harmless change was not read equally."""
    rng = random.Random(f"fuzz-{number}")
    table = rng.choice(sorted(material()))
    name, data, harmless = mutate(material()[table], table, rng)
    try:
        parts, faults = read_file(name, data, names=names())
    except UserError:
        return "refused"
    refused = [str(fault) for fault in faults if fault.code.startswith("ERR")]
    assert all("13800000000" not in line for line in map(str, faults)), "a phone number was repeated"
    assert all(part.table.key in {t.key for t in BY_NAME.values()} for part in parts)
    if harmless:
        assert not refused, refused
        pd.testing.assert_frame_equal(parts[0].frame.drop(columns=list(SOURCE_COLUMNS)), expected(table))
        return "equal"
    return "refused" if refused else "read"


def run_block(first: int, count: int) -> tuple[Counter[str], list[str]]:
    """Outcomes of `count` cases, and failures with their tracebacks."""
    outcomes: Counter[str] = Counter()
    failures = []
    for number in range(first, first + count):
        start = time.perf_counter()
        try:
            outcomes[run_case(number)] += 1
        except Exception:  # noqa: BLE001  whatever it is, it is what we look for
            failures.append(f"case {number}\n{traceback.format_exc(limit=-4)}")
        if time.perf_counter() - start > SLOW:
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
