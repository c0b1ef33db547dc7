"""Which notebooks are plain enough to be run without a kernel: nothing in them could tell the difference."""

from __future__ import annotations

import ast
import re

from nbformat import NotebookNode

_KERNEL = "python3"
_MODULES = re.compile(
    r"(__future__|collections|dataclasses|datetime|decimal|enum|fractions|functools|itertools|json|math|numpy|pandas"
    r"|pathlib|re|statistics|string|textwrap|typing|unicodedata|yanpan)(\..+)?|IPython\.display"
)
"""Modules that neither look at the process nor draw pictures for a kernel to catch."""

_NAMES = re.compile(
    r"__.*|breakpoint|compile|copyright|credits|delattr|eval|exec|exit|get_ipython|globals|help|In|input|license|locals"
    r"|open|Out|quit|setattr|vars"
)
"""Names that reach for the process, its streams or the shell."""


def is_plain(notebook: NotebookNode) -> bool:
    """True if every code cell is ordinary Python that computes and shows: no magics, streams, processes, threads."""
    if notebook.metadata.get("kernelspec", {}).get("name") != _KERNEL:
        return False
    return all(_is_plain(cell) for cell in notebook.cells if cell.cell_type == "code")


def _is_plain(cell: NotebookNode) -> bool:
    if any(tag.startswith(("skip", "raises")) for tag in cell.metadata.get("tags", ())):
        return False
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError):
        return False
    return all(_is_known(node) for node in ast.walk(tree))


def _is_known(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return all(_may_import(name.name) for name in names)
        case ast.ImportFrom(module=module, level=0) if module:
            return _may_import(module)
        case ast.ImportFrom() | ast.Await() | ast.AsyncFor() | ast.AsyncWith() | ast.AsyncFunctionDef():
            return False
        case ast.Name(id=name):
            return _NAMES.fullmatch(name) is None
        case ast.Attribute(attr=name):
            return not name.startswith("__")
    return True


def _may_import(module: str) -> bool:
    return _MODULES.fullmatch(module) is not None
