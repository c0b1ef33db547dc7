"""All formats from one notebook."""

import nbformat
import pytest

from yanpan.errors import UserError
from yanpan.export import export_report


@pytest.fixture
def notebook(ordinary, tmp_path):
    nbformat.write(ordinary, tmp_path / "report.ipynb")
    return tmp_path / "report.ipynb"


def test_formats_asked_for_are_written_and_nothing_else(notebook, tmp_path):
    made = export_report(notebook, tmp_path / "out", ["docx", "html"])
    assert sorted(made) == ["docx", "html"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.docx", "report.html"]


def test_an_unknown_format_names_those_there_are(notebook, tmp_path):
    with pytest.raises(UserError, match="html、pdf、docx"):
        export_report(notebook, tmp_path / "out", ["odt"])
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_if_one_format_fails(notebook, tmp_path, monkeypatch):
    def fail(*_args, **_kw):
        raise RuntimeError("kaputt")

    monkeypatch.setattr("yanpan.export.write.docx_of", fail)
    with pytest.raises(RuntimeError, match="kaputt"):
        export_report(notebook, tmp_path / "out", ["html", "docx"])
    assert not (tmp_path / "out").exists()
