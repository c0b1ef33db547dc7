"""Habits of the house that no tool checks: modules that can be read at once, public names that say what they are."""

import ast
from pathlib import Path
from statistics import median

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src" / "yanpan").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST = 300
"""Lines of a module; declarations of tables and result types come near it, code rarely."""


def test_modules_are_short():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > LONGEST}
    assert median(lengths.values()) < 150


def test_functions_are_short():
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert median(lengths) <= 12
    assert sorted(lengths)[int(0.9 * len(lengths))] < 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "src" / "yanpan").as_posix())
def test_every_public_name_says_what_it_is(path):
    module = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(module), "the module has no docstring"
    assert not [name for name, node in public(module) if not ast.get_docstring(node)]


def public(parent, prefix="", inherited=frozenset()):
    """Public classes and functions with their dotted names; methods of a base in the same module keep its docstring."""
    for node in parent.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        if node.name not in inherited:
            yield prefix + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from public(node, f"{node.name}.", methods_of_bases(parent, node))


def methods_of_bases(module, cls):
    """Names that a class's bases in the same module define."""
    names = {base.id for base in cls.bases if isinstance(base, ast.Name)}
    bases = [node for node in module.body if isinstance(node, ast.ClassDef) and node.name in names]
    return frozenset(item.name for base in bases for item in base.body if isinstance(item, ast.FunctionDef))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_committed_without_outputs(path):
    cells = nbformat.read(path, as_version=4).cells
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
