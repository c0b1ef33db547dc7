"""Notebooks are checked before they run, run in a real kernel, and leave nothing of the machine behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager

from yanpan.batch.failures import HELD_BACK
from yanpan.batch.notebook import NotebookError, check_parameters, clean, execute, summary_of
from yanpan.batch.plan import Task
from yanpan.errors import UserError

Write = Callable[..., Path]
MakeTask = Callable[..., Task]


def test_misspelt_parameter_names_near_ones(tmp_path: Path, write_notebook: Write) -> None:
    path = write_notebook(tmp_path / "village.ipynb", "village = 'V01'\nround = 'r'")
    with pytest.raises(UserError, match="没有参数“vilage”，是不是“village”；现有：village、round"):
        check_parameters(path, ["vilage", "round"])


def test_known_parameters_pass(tmp_path: Path, write_notebook: Write) -> None:
    check_parameters(write_notebook(tmp_path / "village.ipynb", "village = 'V01'"), ["village"])


@pytest.mark.parametrize("tagged", [0, 2])
def test_exactly_one_parameters_cell(tmp_path: Path, write_notebook: Write, tagged: int) -> None:
    path = write_notebook(tmp_path / "village.ipynb", "a = 1", "b = 2", tagged=tagged)
    with pytest.raises(UserError, match=f"有且只有一个带 parameters 标签的参数格，现有 {tagged} 个"):
        check_parameters(path, ["a"])


def test_missing_and_broken_notebooks_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="缺少笔记本"):
        check_parameters(tmp_path / "village.ipynb", [])
    (tmp_path / "village.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="不是合法的"):
        check_parameters(tmp_path / "village.ipynb", [])


def test_typed_parameters_reach_the_kernel_and_nothing_of_the_run_stays(tmp_path: Path, make_task: MakeTask) -> None:
    task = make_task("V02", "village, round", "%pip --version")
    notebook = execute(task, tmp_path / "report.ipynb")
    assert notebook.cells[2].outputs[0].data["text/plain"] == "('V02', '2023-mid')"
    assert "papermill" not in notebook.metadata
    assert all("execution" not in cell.metadata for cell in notebook.cells)
    assert notebook.cells[1].id == "injected-parameters"
    assert notebook == nbformat.read(tmp_path / "report.ipynb", as_version=4)


def test_failing_cell_is_named_and_the_half_run_notebook_kept(tmp_path: Path, make_task: MakeTask) -> None:
    task = make_task("V03", "done = 1\ndone", "\n1 / 0  # 故障", "print('never')")
    with pytest.raises(NotebookError) as caught:
        execute(task, tmp_path / "report.ipynb")
    assert caught.value.message == "ZeroDivisionError：division by zero"
    assert caught.value.cell == "In [4]（“1 / 0  # 故障”）"
    kept = nbformat.read(tmp_path / "report.ipynb", as_version=4)
    assert any(cell.get("outputs") for cell in kept.cells)
    assert "papermill" not in kept.metadata


def test_what_an_error_quotes_from_the_data_stays_out_of_the_files(tmp_path: Path, make_task: MakeTask) -> None:
    task = make_task("V03", "member = chr(24352) + '成员'\n{}[member]")
    with pytest.raises(NotebookError, match=f"^KeyError（{HELD_BACK}）$"):
        execute(task, tmp_path / "report.ipynb")
    kept = (tmp_path / "report.ipynb").read_text(encoding="utf-8")
    assert "KeyError" in kept
    assert "张成员" not in kept
    assert "\\u001b" not in kept


def test_users_mistake_keeps_its_sentence(tmp_path: Path, make_task: MakeTask) -> None:
    task = make_task("V03", "from yanpan.errors import UserError", "raise UserError('没有名为“满意”的数据。')")
    with pytest.raises(NotebookError, match="没有名为“满意”的数据。"):
        execute(task, tmp_path / "report.ipynb")


def test_an_idle_kernel_is_not_interrupted_when_it_is_shut_down(
    tmp_path: Path, make_task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []

    async def note(manager: object, number: int) -> None:
        sent.append(number)

    monkeypatch.setattr(AsyncKernelManager, "_async_signal_kernel", note)
    execute(make_task("V01", "1"), tmp_path / "report.ipynb")
    assert sent == []


def test_dead_kernel_is_told(tmp_path: Path, make_task: MakeTask) -> None:
    with pytest.raises(NotebookError, match="内核意外退出"):
        execute(make_task("V03", "import os; os._exit(1)"), tmp_path / "report.ipynb")


def shown(summary: object) -> nbformat.NotebookNode:
    """A notebook that shows this as its summary."""
    data = {"application/vnd.yanpan.summary+json": summary} if summary else {"text/plain": "1"}
    output = nbformat.v4.new_output("display_data", data)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])


def test_notebook_without_summary_is_refused(make_task: MakeTask) -> None:
    with pytest.raises(NotebookError, match="没有交出汇总"):
        summary_of(shown(None), make_task("V01"))


def test_malformed_summary_is_refused_by_field(make_task: MakeTask) -> None:
    with pytest.raises(NotebookError, match="不合格式：round、edition"):
        summary_of(shown({"kind": "village", "owner": "V01"}), make_task("V01"))


def test_foreign_summary_is_refused_by_name(tmp_path: Path, make_task: MakeTask, summary_cell: str) -> None:
    task = make_task("V01", "village = 'V09'", summary_cell)
    with pytest.raises(NotebookError, match="属于 V09/2023-mid/internal，应属于 V01/2023-mid/internal"):
        summary_of(execute(task, tmp_path / "report.ipynb"), task)


def test_cleaning_keeps_cell_ids_and_is_idempotent() -> None:
    cell = nbformat.v4.new_code_cell("1", id="kept", metadata={"papermill": {"duration": 1}, "tags": ["screen"]})
    cleaned = clean(nbformat.v4.new_notebook(cells=[cell], metadata={"papermill": {"input_path": "x"}}))
    assert cleaned.cells[0].id == "kept"
    assert cleaned.cells[0].metadata == {"tags": ["screen"]}
    assert clean(cleaned) == cleaned
