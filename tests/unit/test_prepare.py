"""The store is made anew when, and only when, what it depends on changed; refused material changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from yanpan import analysis, keys, prepare, store
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.intake import Fault
from yanpan.keys import hashes_of, inputs_of, store_key
from yanpan.prepare import READY, RefusedError, ensure_store
from yanpan.versions import versions

NAMED = [{"id": "V01", "name": "河口社区"}, {"id": "V02", "name": "青山村"}]
ROUND = """名称: 届中分析
届别: 一届
本届起: 2021-01-01
本届止: 2025-12-31
截止日: 2023-04-20
依据: 要求
方案: 方案
镇名: 青禾镇
镇定位: 中心镇
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A round with one raw file, and the parameters that the office ships."""
    shipped = Path(__file__).resolve().parents[2] / "params"
    (tmp_path / "params" / "r" / "villages").mkdir(parents=True)
    for name in ("policy.yml", "phrases.yml"):
        (tmp_path / "params" / name).write_bytes((shipped / name).read_bytes())
    (tmp_path / "params" / "r" / "township.yml").write_text(ROUND, encoding="utf-8")
    (tmp_path / "data" / "raw" / "r").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "r" / "村社名册.csv").write_text("x", encoding="utf-8")
    return Project(tmp_path)


@pytest.fixture
def intake() -> SimpleNamespace:
    """What the intake found; tests may put faults in."""
    return SimpleNamespace(faults=(), tables={})


@pytest.fixture
def writes(project: Project, intake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rounds that were written, one entry a time, by a store of which only the places are real."""
    written: list[str] = []

    def write(project: Project, round_id: str, intake: object, *, config: object) -> None:
        home = project.store(round_id)
        (home / "villages").mkdir(parents=True, exist_ok=True)
        for village in ("V01", "V02"):
            (home / "villages" / f"{village}.zip").write_text(f"rows of {village}", encoding="utf-8")
        (home / "manifest.json").write_text(json.dumps({"missing": [], "villages": NAMED}), encoding="utf-8")
        (home / prepare.STAMP).unlink(missing_ok=True)
        written.append(round_id)

    rate = analysis.results.Rate(0, 0, None, None, None)
    figures = analysis.benchmark_results.Benchmarks(2, rate, {}, {}, {}, None)
    monkeypatch.setattr(prepare, "read_checked", lambda project, round_id, accept_dup=False: intake)
    monkeypatch.setattr(store, "write", write)
    monkeypatch.setattr(analysis, "benchmarks", lambda tables, policy, *, round_config: figures)
    monkeypatch.setattr(store, "manifest", lambda project, round_id: None)
    return written


def test_second_call_writes_nothing(project: Project, writes: list[str]) -> None:
    ensure_store(project, "r")
    ensure_store(project, "r")
    assert writes == ["r"]
    assert json.loads((project.store("r") / "benchmarks.json").read_text(encoding="utf-8"))["villages"] == 2


@pytest.mark.parametrize(
    ("file", "again"),
    [
        ("data/raw/r/村社名册.csv", True),
        ("data/raw/r/新增.csv", True),
        ("params/policy.yml", True),
        ("params/r/township.yml", True),
        ("params/phrases.yml", False),
        ("params/r/villages/V01.yml", False),
    ],
)
def test_what_makes_the_store_anew(project: Project, writes: list[str], file: str, again: bool) -> None:
    ensure_store(project, "r")
    with (project.root / file).open("a", encoding="utf-8") as changed:
        changed.write("\n# 改过\n")
    ensure_store(project, "r")
    assert (len(writes) == 2) is again


def test_change_of_the_package_makes_it_anew(
    project: Project, writes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_store(project, "r")
    monkeypatch.setattr(hashes_of(project.root), "package", "other")
    ensure_store(project, "r")
    assert len(writes) == 2


def test_refused_material_is_told_whole_and_leaves_the_store(
    project: Project, writes: list[str], intake: SimpleNamespace
) -> None:
    ensure_store(project, "r")
    before = (project.store("r") / prepare.STAMP).read_bytes()
    intake.faults = (Fault("ERR01", file="甲.csv"), Fault("ERR03", file="乙.csv", row=3))
    (project.raw("r") / "甲.csv").touch()
    with pytest.raises(RefusedError, match=r"有 2 处错误，全部未收：\n.*甲\.csv.*\n.*乙\.csv.*第 3 行") as caught:
        ensure_store(project, "r")
    assert caught.value.faults == intake.faults
    assert (project.store("r") / prepare.STAMP).read_bytes() == before
    assert writes == ["r"]


def test_killed_attempt_counts_as_none(project: Project, writes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(store, "write_benchmarks", _killed)
        with pytest.raises(KeyboardInterrupt):
            ensure_store(project, "r")
    ensure_store(project, "r")
    assert len(writes) == 2


def test_other_versions_of_libraries_make_it_anew(
    project: Project, writes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_store(project, "r")
    monkeypatch.setattr(keys.inputs, "versions", lambda: {**versions(), "pandas": "99"})
    ensure_store(project, "r")
    assert len(writes) == 2


def _killed(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_kernels_of_a_batch_take_its_word(project: Project, writes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_store(project, "r")
    monkeypatch.setenv(READY, store_key(project, "r"))
    monkeypatch.setattr(prepare, "store_key", _killed)
    ensure_store(project, "r")
    assert writes == ["r"]


def test_unknown_round_names_those_there_are(project: Project) -> None:
    with pytest.raises(UserError, match="没有批次“s”；data/raw 下现有：r。"):
        ensure_store(project, "s")


@pytest.fixture
def inputs(project: Project, writes: list[str]) -> Callable[[], tuple[str, str]]:
    """Hashes of what V01 and V02 read now."""
    ensure_store(project, "r")

    def both() -> tuple[str, str]:
        return tuple(inputs_of(project, "r", village, edition="internal") for village in ("V01", "V02"))  # type: ignore[return-value]

    return both


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        (".yanpan/store/r/villages/V01.zip", (True, False)),
        ("params/r/villages/V01.yml", (True, False)),
        ("params/phrases.yml", (True, True)),
        ("params/survey_export.yml", (False, False)),
        ("params/r/corrections.yml", (False, False)),
        ("params/r/新的参数.yml", (True, True)),
        ("data/raw/r/村社名册.csv", (False, False)),
    ],
)
def test_a_village_is_stale_by_what_it_reads_only(
    project: Project, inputs: Callable[[], tuple[str, str]], file: str, changed: tuple[bool, bool]
) -> None:
    before = inputs()
    with (project.root / file).open("a", encoding="utf-8") as target:
        target.write("\n改过: 是\n")
    assert tuple(old != new for old, new in zip(before, inputs(), strict=True)) == changed


def test_a_village_is_stale_when_another_is_renamed(project: Project, inputs: Callable[[], tuple[str, str]]) -> None:
    before = inputs()
    renamed = [NAMED[0], {"id": "V02", "name": "青峰村"}]
    path = project.store("r") / "manifest.json"
    path.write_text(json.dumps({"missing": [], "villages": renamed}), encoding="utf-8")
    assert inputs()[0] != before[0]


def test_a_village_is_stale_when_a_township_figure_that_it_shows_changes(
    project: Project, inputs: Callable[[], tuple[str, str]]
) -> None:
    before, path = inputs(), project.store("r") / "villages" / "V01.compared.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"villages": 2', '"villages": 3'), encoding="utf-8")
    assert [old != new for old, new in zip(before, inputs(), strict=True)] == [True, False]


def test_a_comment_in_the_parameters_changes_no_key(project: Project, inputs: Callable[[], tuple[str, str]]) -> None:
    before = inputs()
    with (project.params / "policy.yml").open("a", encoding="utf-8") as target:
        target.write("\n# 只是一句说明\n")
    assert inputs() == before


def notebook(*cells: tuple[str, list[str]], outputs: object = None) -> str:
    """A notebook's JSON."""
    return json.dumps({"cells": [{"source": s, "metadata": {"tags": t}, "outputs": outputs} for s, t in cells]})


def test_notebook_counts_by_its_sources_not_by_outputs_or_parameters(
    project: Project, inputs: Callable[[], tuple[str, str]]
) -> None:
    path = project.notebooks / "village.ipynb"
    path.parent.mkdir()
    path.write_text(notebook(("village = 'V01'", ["parameters"]), ("say('甲')", [])), encoding="utf-8")
    before = inputs()
    path.write_text(notebook(("village = 'V02'", ["parameters"]), ("say('甲')", []), outputs=[1]), encoding="utf-8")
    assert inputs() == before
    path.write_text(notebook(("village = 'V02'", ["parameters"]), ("say('乙')", [])), encoding="utf-8")
    assert inputs() != before


def test_editions_have_inputs_of_their_own(project: Project, inputs: Callable[[], tuple[str, str]]) -> None:
    assert inputs()[0] != inputs_of(project, "r", "V01", edition="committee")
