"""Small real notebooks that hand over a summary, run by real kernels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from yanpan.batch.plan import Task

PARAMETERS = 'village = "V01"\nround = "2023-mid"\nedition = "internal"'
SUMMARY = """
from IPython.display import display
hand_over = dict(
    kind="village", round=round, edition=edition, owner=village, title="标题", as_of="2023-04-20", inputs="x",
    facts=[], rows=[], name="河口社区", village_kind="社区", grade="正常", firm=True, achievements=[],
    problems_text=[], problems=[], states={}, matrix={},
)
display({"application/vnd.yanpan.summary+json": hand_over}, raw=True)
"""


def _write(path: Path, *cells: str, tagged: int = 1) -> Path:
    """A notebook whose first cells carry the parameters tag."""
    nodes = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
    for node in nodes[:tagged]:
        node.metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=nodes, metadata=kernel)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def write_notebook() -> Callable[..., Path]:
    """`write_notebook(path, *cells, tagged=1)`."""
    return _write


@pytest.fixture
def summary_cell() -> str:
    """A cell that hands over a valid summary of the village in the parameters."""
    return SUMMARY


@pytest.fixture
def make_task(tmp_path: Path) -> Callable[..., Task]:
    """Tasks of a toy round, one notebook file each."""

    def make(owner: str, *cells: str) -> Task:
        source = (PARAMETERS, *(cells or (SUMMARY,)))
        return Task(
            owner=owner,
            name=f"村{owner}",
            notebook=_write(tmp_path / "notebooks" / f"{owner}.ipynb", *source),
            parameters=(("village", owner), ("round", "2023-mid"), ("edition", "internal")),
            folder=tmp_path / "outputs" / owner,
            staging=tmp_path / "outputs" / ".staging" / owner,
            formats=(),
            round_id="2023-mid",
            edition="internal",
        )

    return make
