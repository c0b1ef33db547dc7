"""The review desk in a real browser, from files: filter, keyboard, two villages side by side, WCAG by axe."""

from __future__ import annotations

import pytest

from yanpan.config.paths import Project

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.desk
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def pages(finished_round, yanpan, tmp_path_factory):
    """Addresses of the desk's pages; the comparison is of the round with a copy whose one village says otherwise."""
    old = tmp_path_factory.mktemp("desk") / "old"
    for part in ("villages/V03", "township"):
        (old / part).mkdir(parents=True)
        for name in ("summary.json", "report.ipynb"):
            text = (finished_round.home / part / name).read_text("utf-8")
            (old / part / name).write_text(text.replace("38盏", "37盏"), "utf-8")
    diff = old.parent / "diff.html"
    told = yanpan(Project(finished_round.project.root), "diff", str(old), "2023-mid", "--html", str(diff))
    assert told.code == 0, told.err
    home = finished_round.home
    reports = {"village": home / "villages/V03/report.html", "township": home / "township/report.html"}
    return {name: path.as_uri() for name, path in {"index": home / "index.html", "diff": diff, **reports}.items()}


@pytest.fixture
def open_page(browser):
    """Opens an address; fails afterwards on any complaint of the page and any request to outside."""
    opened = []

    def call(address, **settings):
        page = browser.new_page(viewport={"width": 1280, "height": 800}, **settings)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request", lambda request: request.url.startswith(("file:", "data:")) or page.complaints.append(request.url)
        )
        page.goto(address)
        opened.append(page)
        return page

    yield call
    assert [page.complaints for page in opened] == [[]] * len(opened)
    for page in opened:
        page.close()


def is_inside(url):
    """Whether an address leads to no other machine."""
    return url.startswith(("file:", "data:"))


def shown(page):
    """Ids of the villages that the table shows."""
    return page.locator("#rows tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "diff", "village", "township"])
def test_pages_meet_wcag_and_fit_a_narrow_window(pages, open_page, name, scheme):
    page = open_page(pages[name], color_scheme=scheme)
    if name == "index":
        page.select_option("#left", "V03")
        page.select_option("#right", "V08")
    found = axe.Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_villages_are_found_by_name_grade_and_state(pages, open_page):
    page = open_page(pages["index"])
    page.get_by_label("查找", exact=True).fill("新桥")
    assert shown(page) == ["V03"]
    assert "显示1个，共9个" in page.locator("#count").inner_text()
    page.keyboard.press("Escape")
    assert len(shown(page)) == 9
    page.get_by_label("建议档次", exact=True).select_option("好")
    assert shown(page) == ["V01", "V03", "V05"]
    page.get_by_role("button", name="全部显示").click()
    page.get_by_label("未完成", exact=True).check()
    assert shown(page) == []


def test_arrow_keys_go_from_village_to_village(pages, open_page):
    page = open_page(pages["index"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("V0")
    page.locator("#rows tbody a:text-is('PDF')").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "villages/V02/report.pdf"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "villages/V09/report.pdf"
    reachable = page.locator("#rows tbody a[tabindex='0']").evaluate_all(
        "links => links.map(a => a.closest('tr').dataset.name)"
    )
    assert set(reachable) == {"V09 竹溪村"}


def test_skip_link_comes_first_and_leads_to_the_text(pages, open_page):
    page = open_page(pages["index"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_two_villages_stand_side_by_side(pages, open_page):
    page = open_page(pages["index"])
    page.select_option("#left", "V03")
    page.select_option("#right", "V08")
    row = page.locator("#pair tr", has=page.locator("th", has_text="综合得分"))
    assert row.locator("td").all_inner_texts()[2] == "不同"
    everything = page.locator("#pair tbody tr").count()
    page.get_by_label("只看不同的").check()
    assert page.locator("#pair tbody tr").count() == page.locator("#pair tr.differs").count() < everything


def test_the_comparison_marks_the_figure(pages, open_page):
    page = open_page(pages["diff"])
    assert "37盏" in page.locator("td del").all_inner_texts()
    assert "38盏" in page.locator("td ins").all_inner_texts()
