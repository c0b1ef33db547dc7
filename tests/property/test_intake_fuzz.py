"""Broken files through intake: read as they were, or refused in words; never a traceback, never a part of a round."""

from __future__ import annotations

import importlib.util
import random
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanpan.config.paths import Project
from yanpan.intake import read_round
from yanpan.prepare import RefusedError, ensure_store, stored_key
from yanpan.sample import write_sample

ROOT = Path(__file__).parents[2]
ROUND = "2023-mid"
CASES, BLOCKS = 1000, 20


def _load(name: str):
    """A module of benchmarks/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


mutations = _load("mutations")
fuzz = _load("fuzz_intake")


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_thousand_broken_files_are_read_or_refused(block):
    size = CASES // BLOCKS
    outcomes, failures = fuzz.run_block(block * size, size)
    assert failures == []
    assert outcomes["refused"]
    assert outcomes["equal"]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["会议.csv", "会议.xlsx", "会议.xls", "村社名册.csv", "会议.txt"]))
def test_any_bytes_are_a_file_that_is_told_of(data, name):
    _, told = fuzz.read_file(name, data, names=fuzz.names())
    assert all(str(fault) for fault in told)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(max_size=6), max_size=8), max_size=5), st.sampled_from(["会议", "村社名册"]))
def test_any_text_below_the_headings_is_read_or_told_of(rows, table):
    cells = [fuzz.material()[table][0], *rows]
    parts, told = fuzz.read_file(f"{table}.csv", mutations.as_csv(cells), names=fuzz.names())
    assert parts or told


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Project:
    """Two villages of the sample, with a good store."""
    project = Project(tmp_path_factory.mktemp("small"))
    shutil.copytree(ROOT / "params", project.params)
    write_sample(project.raw(ROUND), villages=2)
    ensure_store(project, ROUND)
    return project


@pytest.mark.parametrize("seed", range(12))
def test_a_round_with_a_broken_file_is_refused_whole_or_read_and_the_last_store_stays(small, seed):
    rng = random.Random(seed)
    files = sorted(path for path in small.raw(ROUND).iterdir() if path.suffix in (".csv", ".xlsx"))
    path = rng.choice(files)
    good, key = path.read_bytes(), stored_key(small, ROUND)
    path.write_bytes(mutations.flip_bytes(good, rng))
    try:
        faults = read_round(small, ROUND).faults
        if faults:
            with pytest.raises(RefusedError):
                ensure_store(small, ROUND)
            assert stored_key(small, ROUND) == key
    finally:
        path.write_bytes(good)
