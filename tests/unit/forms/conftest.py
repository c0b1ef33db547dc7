"""A project with nothing but parameters, and hands that type the sample's tables into forms."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from yanpan.config.paths import Project
from yanpan.sample.write import plain_tables

ROOT = Path(__file__).parents[3]
TOWNSHIP = ROOT / "params" / "2023-mid" / "township.yml"
Rows = Sequence[dict[str, object]]


def _type_in(path: Path, sheet: str, rows: Rows) -> None:
    """Type rows under the headings, from row 2 on, in place of what the form had filled in."""
    book = openpyxl.load_workbook(path)
    target = book[sheet]
    headings = [str(cell.value).split("\n")[0] for cell in target[1]]
    target.delete_rows(2, target.max_row)
    for number, row in enumerate(rows, start=2):
        for column, heading in enumerate(headings, start=1):
            target.cell(number, column, row.get(heading))
    book.save(path)


def _fill(folder: Path, tables: dict[str, Rows], only: Iterable[str] = ()) -> None:
    """Fill the tables' own forms (all, or those named)."""
    for name in only or tables:
        _type_in(folder / f"{name}.xlsx", name, tables[name] or [{"村": "无"}])


@pytest.fixture(scope="session")
def tables() -> dict[str, Rows]:
    """Two villages of the sample, as typed into forms."""
    return plain_tables(2)


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    """A project with the common parameters and no round at all."""
    (tmp_path / "params").mkdir()
    for path in (ROOT / "params").glob("*.yml"):
        shutil.copy(path, tmp_path / "params")
    return Project(tmp_path)


@pytest.fixture
def in_round(bare: Project) -> Callable[[str], Path]:
    """Makes a round's folders with the sample's township.yml; returns the raw folder."""

    def make(round_id: str) -> Path:
        bare.raw(round_id).mkdir(parents=True)
        bare.round_params(round_id).mkdir()
        shutil.copy(TOWNSHIP, bare.round_params(round_id))
        return bare.raw(round_id)

    return make


@pytest.fixture(scope="session")
def type_in() -> Callable[[Path, str, Rows], None]:
    """Types rows into one sheet of a form."""
    return _type_in


@pytest.fixture(scope="session")
def fill() -> Callable[..., None]:
    """Fills the tables' own forms in a folder."""
    return _fill
