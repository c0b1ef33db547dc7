"""The batch against the ways a township would otherwise be run: `python benchmarks/batch.py [--quick]`.

Rounds are paired: in each round every contender runs once, in an order that turns; ratios are taken within a round and
told as least, median and most. Every run is measured in a process of its own and counts only if it made all its files.
Results are kept line by line in `.yanpan/bench/results.jsonl`, so that a run that was stopped goes on where it was;
`--fresh` begins anew. `--growth` measures whole runs (villages, township, index page) by the number of villages.
Townships are made by the sample generator and prepared beforehand. ploomber-engine is put into a virtual environment of
its own (`--no-ploomber`: left out).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median, stdev

from scipy.stats import t

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / ".yanpan" / "bench"
RESULTS = BENCH / "results.jsonl"
ROUND = "2023-mid"
SAYS = {
    "loop": "shell loop of papermill and nbconvert",
    "pool": "ProcessPoolExecutor, papermill.execute_notebook",
    "ploomber": "the same with ploomber-engine",
    "limit": "cells alone in forked processes (the limit)",
    "ours": "yanpan",
}

MEMORY = ("parent, MB", "all processes, MB", "outputs, MB")


def main() -> None:
    """Measure what is not measured yet, then print the tables."""
    asked = _arguments()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]
    if asked.fresh:
        RESULTS.unlink(missing_ok=True)
    contenders = [name for name in SAYS if name != "ploomber" or not asked.no_ploomber]
    sizes, rounds = ([9], 2) if asked.quick else (asked.villages, asked.rounds)
    for villages in sizes:
        for turn in range(rounds):
            order = contenders[turn % len(contenders) :] + contenders[: turn % len(contenders)]
            for name in order:
                _once(name, villages, turn, "html")
    for turn in range(rounds):
        for formats in ("html", "html,pdf,docx")[:: 1 if turn % 2 else -1]:
            _once("ours", sizes[-1], turn, formats)
    for turn in range(asked.growth_rounds):
        for villages in asked.growth:
            _once("round", villages, turn, "html", part="growth")
    _tell(sizes, contenders, asked.growth)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="nine villages, two rounds")
    parser.add_argument("--villages", type=_numbers, default=[9, 40], help="sizes of the townships (9,40)")
    parser.add_argument("--rounds", type=int, default=5, help="paired rounds (5)")
    parser.add_argument("--growth", type=_numbers, default=[], help="sizes to measure growth at, as 9,30,100,300,1000")
    parser.add_argument("--growth-rounds", type=int, default=3)
    parser.add_argument("--no-ploomber", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _once(name: str, villages: int, turn: int, formats: str, part: str = "peers") -> None:
    """Measure one run and keep it, unless it is kept already."""
    from batch_peers.measure import measure

    key = {"part": part, "name": name, "villages": villages, "turn": turn, "formats": formats}
    if any(all(line[field] == value for field, value in key.items()) for line in _kept()):
        return
    found = measure(name, _python(name), township(villages), BENCH / "out", formats, villages)
    print(*key.values(), *(f"{field} {value}" for field, value in found.items()), flush=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**key, **found}) + "\n")


def _kept() -> list[dict]:
    return [json.loads(line) for line in RESULTS.read_text().splitlines()] if RESULTS.is_file() else []


def township(villages: int) -> Path:
    """The project folder of a sample township of that size, its store prepared."""
    from yanpan.config.paths import Project
    from yanpan.prepare import ensure_store
    from yanpan.sample import write_sample

    home = BENCH / f"township-{villages}"
    shutil.rmtree(home / "notebooks", ignore_errors=True)
    for part in ("notebooks", "params"):
        shutil.copytree(ROOT / part, home / part, dirs_exist_ok=True)
    project = Project(home)
    if not project.raw(ROUND).is_dir():
        write_sample(project.raw(ROUND), villages=villages)
    ensure_store(project, ROUND)
    return home


def _python(name: str) -> Path:
    """The interpreter of a contender; ploomber-engine's sees this one's packages and its own."""
    if name != "ploomber":
        return Path(sys.executable)
    home = BENCH / "ploomber"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        (folder,) = (home / "lib").glob("python*/site-packages")
        ours = next(path for path in sys.path if path.endswith("site-packages"))
        (folder / "ours.pth").write_text(ours + "\n", encoding="utf-8")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "ploomber-engine"], check=True)
    return python


def _tell(sizes: Sequence[int], contenders: Sequence[str], growth: Sequence[int]) -> None:
    lines = [line for line in _kept() if line["whole"]]
    broken = [line for line in _kept() if not line["whole"]]
    print(f"\n{os.cpu_count()} cores; load at the beginning of a run {_span([line['load'] for line in lines])}")
    for line in broken:
        print("NOT WHOLE, left out:", line)
    for villages in sizes:
        print(f"\n| {villages} villages, HTML | seconds | ours is faster by (least, median, most) | peak memory, MB |")
        print("|---|---|---|---|")
        for name in contenders:
            _row(name, [line for line in lines if line["part"] == "peers" and line["villages"] == villages])
    _tell_formats([line for line in lines if line["part"] == "peers" and line["villages"] == sizes[-1]])
    if growth:
        heads = ("villages", "seconds a village (95 % interval)", "township, s", "records and index, s", *MEMORY)
        print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
        for villages in growth:
            _growth(villages, [line for line in lines if line["name"] == "round" and line["villages"] == villages])


def _row(name: str, lines: list[dict]) -> None:
    runs = {line["turn"]: line for line in lines if line["name"] == name and line["formats"] == "html"}
    ours = {line["turn"]: line for line in lines if line["name"] == "ours" and line["formats"] == "html"}
    if not runs:
        return
    ratios = [runs[turn]["seconds"] / ours[turn]["seconds"] for turn in runs if turn in ours]
    seconds = median(line["seconds"] for line in runs.values())
    memory = max(line["together"] for line in runs.values())
    print(f"| {SAYS[name]} | {seconds:.1f} | {_span(ratios)} | {memory:.0f} |")


def _tell_formats(lines: list[dict]) -> None:
    by_form = {
        formats: {
            line["turn"]: line["seconds"] for line in lines if line["name"] == "ours" and line["formats"] == formats
        }
        for formats in ("html", "html,pdf,docx")
    }
    plain, rich = by_form.values()
    shares = [rich[turn] / plain[turn] for turn in rich if turn in plain]
    if shares:
        print(f"\nPDF and Word too: {_span(shares)} of the time of HTML alone")


def _growth(villages: int, lines: list[dict]) -> None:
    """The villages' own part, with Student's interval over the runs; township, records, index apart; memory; disk."""
    if not lines:
        return
    each = [line["villages_s"] / villages for line in lines]
    width = t.ppf(0.975, len(each) - 1) * stdev(each) / len(each) ** 0.5 if len(each) > 1 else None
    spread = f" ± {width:.3f}" if width is not None else ""
    rest = [f"{median(line[part] for line in lines):.1f}" for part in ("township_s", "closing_s")]
    peaks = [f"{max(line[part] for line in lines)}" for part in ("parent", "together", "disk")]
    print(f"| {' | '.join([str(villages), f'{mean(each):.3f}{spread}', *rest, *peaks])} |")


def _span(values: Sequence[float]) -> str:
    return f"{min(values):.2f}, {median(values):.2f}, {max(values):.2f}" if values else "–"


if __name__ == "__main__":
    main()
