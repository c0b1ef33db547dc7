"""Rows a second of computing and peak memory of the intake beside pandas reading the same files as text.

    python benchmarks/intake.py                      # 9, 300 and 3000 villages (a million questionnaires)
    python benchmarks/intake.py --villages 9 --pairs 3

The intake does far more (headings, types, every rule, change log, raw rows), so the ratio says what that costs.
Every reading is a process of its own; the two kinds take turns, and the medians of the pairs' ratios are printed.
The nine villages lie in workbooks and csv files as handed in; 300 are read both ways.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from yanpan.config.paths import Project
from yanpan.sample import write_sample
from yanpan.workbooks import Sheet, write_workbook

ROOT = Path(__file__).resolve().parents[1]
ROUND = "2023-mid"
MILLION = 10
"""How often a village's questionnaires stand in the largest hand-in: 106,529 rows become 1,065,290."""
FORMS, RETURNS = "问卷调查表", "票表回收"


@dataclass(frozen=True)
class Case:
    """A hand-in: so many villages, their questionnaires repeated, as csv, or as workbooks."""

    name: str
    villages: int
    times: int = 1
    workbooks: bool = False
    pairs: int = 5


CASES = (
    Case("9 村，原样（工作簿为主）", 9),
    Case("300 村，CSV", 300),
    Case("300 村，工作簿", 300, workbooks=True, pairs=3),
    Case("3000 村，CSV，问卷百万行", 3000, times=MILLION, pairs=1),
)


def make(case: Case, project: Project) -> None:
    """Write the hand-in with its parameters."""
    raw = project.raw(ROUND)
    shutil.copytree(ROOT / "params", project.params)
    write_sample(raw, villages=case.villages)
    (raw / "SOURCES.yml").unlink()
    if case.times > 1:
        _repeat(raw / f"{FORMS}.csv", case.times)
        _recount(raw / f"{RETURNS}.csv", case.times)
    for path in sorted(raw.glob("*.csv")) if case.workbooks else ():
        write_workbook(path.with_suffix(".xlsx"), [Sheet(path.stem, _rows(path))])
        path.unlink()


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def _write(path: Path, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)


def _repeat(path: Path, times: int) -> None:
    """Every questionnaire so often, under numbers of its own."""
    heading, *rows = _rows(path)
    number = heading.index("份号")

    def copies() -> Iterator[list[str]]:
        yield heading
        for copy in range(times):
            for row in rows:
                yield [f"{copy}{cell}" if place == number else cell for place, cell in enumerate(row)]

    _write(path, copies())


def _recount(path: Path, times: int) -> None:
    heading, *rows = _rows(path)
    counts = [heading.index(name) for name in ("发出", "收回", "有效", "无效")]
    for row in rows:
        if FORMS in row:
            for place in counts:
                row[place] = str(int(row[place]) * times)
    _write(path, iter([heading, *rows]))


def read_ours(project: Project) -> int:
    """Rows that the intake accepts; it must find no fault."""
    from yanpan.intake import read_round

    intake = read_round(project, ROUND)
    assert intake.faults == (), intake.faults[:3]
    return sum(map(len, intake.tables.values()))


def read_pandas(project: Project) -> int:
    """Rows of the same files by read_excel (its quickest engine) and read_csv, as text."""
    rows = 0
    for path in sorted(project.raw(ROUND).iterdir()):
        if path.suffix == ".xlsx":
            frames = list(pd.read_excel(path, sheet_name=None, dtype=str, engine="calamine").values())
        else:
            frames = [_csv(path)]
        rows += sum(map(len, frames))
    return rows


def _csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig")
    except UnicodeDecodeError:
        return pd.read_csv(path, dtype=str, encoding="gb18030")


READERS = {"intake": read_ours, "pandas": read_pandas}


def measure(reader: str, folder: Path) -> tuple[int, float, float]:
    """Rows, seconds and peak MB of one reading in a process of its own; imports are not timed, but they weigh."""
    found = subprocess.run(
        [sys.executable, __file__, "--reader", reader, "--folder", str(folder)], capture_output=True, check=True
    )
    rows, seconds, peak = json.loads(found.stdout)
    return rows, seconds, peak


def _child(reader: str, folder: Path) -> None:
    import yanpan.intake  # noqa: F401  imported before the clock starts

    begun = time.process_time()
    rows = READERS[reader](Project(folder))
    seconds = time.process_time() - begun
    print(json.dumps([rows, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def run(case: Case, pairs: int | None) -> str:
    """A line of the table: medians over the pairs."""
    with tempfile.TemporaryDirectory(prefix="yanpan-bench-") as home:
        make(case, Project(Path(home)))
        found = [[measure(reader, Path(home)) for reader in READERS] for _ in range(pairs or case.pairs)]
    rows = found[0][0][0]
    ours, theirs = ([statistics.median(pair[i][n] for pair in found) for n in (1, 2)] for i in (0, 1))
    time_ratio = statistics.median(pair[0][1] / pair[1][1] for pair in found)
    cells = [
        case.name, f"{rows:,}",
        f"{ours[0]:.2f}", f"{rows / ours[0]:,.0f}", f"{ours[1]:,.0f}",
        f"{theirs[0]:.2f}", f"{rows / theirs[0]:,.0f}", f"{theirs[1]:,.0f}",
        f"{time_ratio:.1f}", f"{ours[1] / theirs[1]:.1f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


HEAD = """\
| 材料 | 行数 | 本程序 CPU 秒 | 行/秒 | 峰值 MB | pandas CPU 秒 | 行/秒 | 峰值 MB | 用时比 | 内存比 |
|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--villages", type=int, choices=sorted({case.villages for case in CASES}))
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.reader:
        _child(wanted.reader, wanted.folder)
        return
    print(HEAD, flush=True)
    for case in CASES:
        if wanted.villages in (None, case.villages):
            print(run(case, wanted.pairs), flush=True)


if __name__ == "__main__":
    main()
