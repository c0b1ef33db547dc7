"""What a notebook's cells show, as text."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"


@pytest.fixture(scope="session")
def shown() -> Callable[[Any, str], str]:
    """`shown(report, "village.ipynb")`: every cell but the parameters and the loading, as text."""

    def text(report: Any, notebook: str) -> str:
        cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"][2:]
        return "\n".join(eval(source, {"report": report}).plain() for source in sources)

    return text
