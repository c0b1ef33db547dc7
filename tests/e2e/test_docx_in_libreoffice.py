"""The Word file as LibreOffice sets it: pages, lines and page numbers."""

import importlib.util
import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from yanpan.export.docx import YanpanDocxExporter

pytestmark = pytest.mark.desk
MATERIAL = Path(__file__).parents[1] / "unit" / "export" / "conftest.py"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("export_material", MATERIAL)
    material = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(material)
    folder = tmp_path_factory.mktemp("word")
    (folder / "report.docx").write_bytes(YanpanDocxExporter().from_notebook_node(material.stitched())[0])
    office = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", "pdf", "--outdir", folder, "report.docx"], cwd=folder, check=True)
    with pypdfium2.PdfDocument(folder / "report.pdf") as opened:
        yield [page.get_textpage() for page in opened]


def test_a_full_page_has_22_lines_of_28_characters(pages):
    page = pages[1]
    shown = [(page.get_text_range(n, 1), page.get_charbox(n, loose=True)[1]) for n in range(page.count_chars())]
    heights = [height for letter, height in shown if "\u4e00" <= letter <= "\u9fff"]
    lines = Counter(round((height - min(heights)) / 28.95) for height in heights)
    assert len(lines) == 22
    assert Counter(lines.values()).most_common(1)[0][0] == 28


def test_pages_are_numbered_with_dashes(pages):
    assert all(f"— {number} —" in page.get_text_range() for number, page in enumerate(pages, 1))


def test_the_head_of_a_long_table_is_repeated(pages):
    assert all("很满意" in page.get_text_range() for page in pages[-3:])
