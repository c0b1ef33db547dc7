"""The page in a real browser, opened from a file, as a reviewer has it."""

import importlib.util
from pathlib import Path

import pytest

from yanpan.export.html import YanpanHTMLExporter

pytestmark = pytest.mark.desk
MATERIAL = Path(__file__).parents[1] / "unit" / "export" / "conftest.py"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("export_material", MATERIAL)
    material = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(material)
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(YanpanHTMLExporter().from_notebook_node(material.stitched())[0], "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser, address):
    opened = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened.complaints, opened.requests = [], []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(address)
    yield opened
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    opened.close()


def test_contents_lead_to_the_chapter(page):
    page.get_by_role("link", name="（二）洑垚村").click()
    assert abs(page.evaluate("document.getElementById('V02-标题').getBoundingClientRect().top")) < 60


def test_code_is_hidden_until_asked_for(page):
    code = page.locator("details.code pre").first
    assert not code.is_visible()
    page.get_by_role("button", name="显示代码").click()
    assert code.is_visible()
    page.get_by_role("button", name="隐藏代码").click()
    assert not code.is_visible()


def test_evidence_opens_by_click_with_the_rows(page):
    page.locator("[data-fact='V01.项目.路灯.盏数']").first.click()
    dialog = page.get_by_role("dialog", name="新装路灯")
    assert dialog.is_visible()
    assert "项目.xlsx" in dialog.inner_text()
    assert dialog.locator("tbody tr").count() == 3
    assert "路灯3<盏>" in dialog.locator("tbody tr").first.inner_text()
    assert "另有1行，本版不显示原文" in dialog.inner_text()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_evidence_opens_and_closes_by_keyboard(page, key):
    fact = page.locator("[data-fact='V01.满意.率']").first
    fact.focus()
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="群众满意率")
    assert all(piece in dialog.inner_text() for piece in ("92.2%", "81.3～96.9%", "Wilson", "本版不显示原文"))
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.dataset.fact") == "V01.满意.率"


def test_hostile_text_stays_text(page):
    assert page.get_by_text("<script>alert(1)</script>").count() > 0


def test_the_page_fits_a_narrow_window(page):
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
