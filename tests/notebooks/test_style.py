"""The notebooks as JSON, held to the house style without exceptions."""

import ast
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
TYPED = re.compile(r"\d+(?:\.\d+)?\s*(?:%|个|人|份|条|亩|公里|万元|盏|分|票|村)")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def prose(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def headings(notebook, mark):
    lines = [line for cell in prose(notebook) for line in source(cell).splitlines()]
    return [line for line in lines if line.startswith(mark + " ")]


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_one_parameters_cell_the_first_code_cell(notebook):
    marked = [cell for cell in code(notebook) if "parameters" in tags(cell)]
    assert marked == [code(notebook)[0]]


def test_parameters_are_typed_commented_and_have_a_default(notebook):
    text = source(code(notebook)[0])
    lines = [line for line in text.splitlines() if line.strip()]
    assert all(re.fullmatch(r"\w+: \w+ = .+  # .+", line) for line in lines)


def test_one_set_up_cell_with_imports_and_one_load(notebook):
    with_imports = [cell for cell in code(notebook) if re.search(r"^(?:from|import) ", source(cell), re.M)]
    assert with_imports == [code(notebook)[1]]
    assert len(re.findall(r"\bload_\w+\(", source(code(notebook)[1]))) == 1


def test_only_the_face_and_the_figures_are_imported(notebook):
    modules = re.findall(r"^(?:from|import) (\S+)", source(code(notebook)[1]), re.M)
    assert set(modules) <= {"yanpan.report", "yanpan.figures"}


def test_no_magic_no_shell_no_warning_filters(notebook):
    text = "\n".join(source(cell) for cell in code(notebook))
    assert not re.search(r"^\s*[%!]|warnings\.|filterwarnings", text, re.M)


def test_cells_hold_no_logic(notebook):
    banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda, ast.If)
    nodes = [node for cell in code(notebook) for node in ast.walk(ast.parse(source(cell)))]
    assert not [node for node in nodes if isinstance(node, banned)]


def test_cells_are_short(notebook):
    assert max(len(source(cell).splitlines()) for cell in code(notebook)) <= 10


def test_each_cell_ends_in_one_displayed_thing(notebook):
    for cell in code(notebook)[1:]:
        body = ast.parse(source(cell)).body
        assert isinstance(body[-1], ast.Expr), cell["id"]
        assert sum(isinstance(node, ast.Expr) for node in body) == 1, cell["id"]


def test_one_first_heading_and_it_is_the_analysts(notebook):
    titles = [cell for cell in prose(notebook) if source(cell).startswith("# ")]
    assert len(headings(notebook, "#")) == 1
    assert [tags(cell) for cell in titles] == [["screen"]]


def test_headings_are_static_and_not_repeated(notebook):
    chapters = headings(notebook, "##")
    assert len(chapters) >= 4
    assert len(chapters) == len(set(chapters))
    assert not any("{" in line for line in chapters)


def test_a_table_or_chapter_comes_after_the_answer(notebook):
    first_chapter = next(i for i, cell in enumerate(notebook["cells"]) if "\n## " in "\n" + source(cell))
    before = [source(cell) for cell in notebook["cells"][:first_chapter]]
    assert any(re.search(r"\.(?:highlights|opening)\b", text) for text in before)


def test_markdown_holds_no_typed_results(notebook):
    assert not [source(cell) for cell in prose(notebook) if TYPED.search(source(cell))]


def test_markdown_is_never_a_template(notebook):
    outside = [re.sub(r"`[^`]*`", "", source(cell)) for cell in prose(notebook)]
    assert not [text for text in outside if re.search(r"[{}]", text)]


def test_the_body_closes_with_what_it_does_not_tell(notebook):
    chapters = [line for line in headings(notebook, "##") if not line.startswith("## 附")]
    assert "不能说明" in chapters[-1]


def test_the_last_cell_shows_the_summary(notebook):
    assert "summary" in source(notebook["cells"][-1])


def test_committed_without_outputs_with_cell_ids_and_a_plain_kernel(notebook):
    assert not [cell for cell in code(notebook) if cell["outputs"] or cell["execution_count"] is not None]
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
