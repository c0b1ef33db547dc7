"""What every drawing holds to: same bytes, letters as outlines, captions with source and count, words in alt."""

import base64
import doctest
import importlib
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from yanpan import figures
from yanpan.analysis.results import IndicatorScore, InstrumentReturn, Rate, Suggestion
from yanpan.document import Paragraph, ReportFigure
from yanpan.errors import UserError
from yanpan.figures import firmness, items, rectification, sources, style
from yanpan.schema.values import DIMENSIONS, SATISFACTION_ITEMS, Grade, Instrument


def rate(number, value, *, half=0.06, name="", n=50):
    return figures.VillageRate(f"V{number:02d}", name or f"第{number}村", value, value - half, min(1, value + half), n)


RATES = [rate(1, 0.98, half=0.02), rate(2, 0.90), rate(3, 0.70)]
ITEMS = {zh: {"满意": 30, "基本满意": 15, "不满意": 5, "不了解": 1} for zh in SATISFACTION_ITEMS.values()}
ITEMS["产业发展"] = {"满意": 20, "基本满意": 10, "不满意": 20, "不了解": 1}
ITEMS["工作态度"] = {"满意": 50, "基本满意": 0, "不满意": 0, "不了解": 1}
STATES = [
    figures.VillageStates("V01", "河口社区", dict.fromkeys(DIMENSIONS, "一致")),
    figures.VillageStates("V02", "青山村", {"思想动态": "矛盾", "履职成效": "基本一致"}),
]
MATRIX = {str(d): {"问卷测评": "好", "谈心谈话": "正常", "查阅资料": None, "平时掌握": "较差"} for d in DIMENSIONS}
DOMAINS = {"政治与党建": 80.0, "班子运行": 70.0, "廉洁": None}
SCORES = [figures.VillageScores("V01", "河口社区", DOMAINS, 33)]
THEMES = [figures.ThemeVillages("集体经济", ("甲村",)), figures.ThemeVillages("产业规模", ("甲村", "乙村"))]
RETURNS = [
    InstrumentReturn(Instrument.QUESTIONNAIRE, 40, 36, 36, 35, 34, 1),
    InstrumentReturn(Instrument.BALLOT, None, None, None, None, None, None),
]
PARTS = tuple(
    IndicatorScore(key, key, group, 1.0, "分", 80.0, weight, points)
    for key, group, weight, points in (("a", "政治与党建", 0.6, 50.0), ("b", "群众评价", 0.4, 20.0))
)
SUGGESTION = Suggestion(Grade.NORMAL, 70.0, PARTS, {}, (), (), 15.0, 10.0, True)
MONTHS = [
    figures.Month("V01", "河口社区", "2023-01", 0.0, True),
    figures.Month("V01", "河口社区", "2023-02", 4.0, True),
    figures.Month("V02", "青山村", "2023-01", None, True),
    figures.Month("V02", "青山村", "2023-02", None, False),
]
PROGRESS = [
    figures.VillageProgress("V01", "河口社区", {"已销号": 2, "推进中": 1}),
    figures.VillageProgress("V02", "青山村", {"逾期": 1, "长期": 1, "无措施": 1}),
]

FIRM = [
    figures.VillageFirmness("河口社区", {Grade.GOOD: 0.96, Grade.NORMAL: 0.04, Grade.POOR: 0.0}, "稳定"),
    figures.VillageFirmness("青山村", {}, "不作判断"),
]
WEIGHS = [
    figures.VillageInfluence("河口社区", {"票表重收": 0.6, "权重": 0.4}),
    figures.VillageInfluence("青山村", {}),
]
SHRUNK = [figures.VillageShrunk("河口社区", 0.98, 0.92), figures.VillageShrunk("青山村", None, None)]

DRAWINGS = {
    "firmness": lambda: figures.firmness_by_village(FIRM, trials=5000),
    "influence": lambda: figures.influence_heatmap(WEIGHS),
    "shrinkage": lambda: figures.shrinkage_by_village(SHRUNK, forms=50, caveat="只供参看。"),
    "satisfaction": lambda: figures.satisfaction_by_village(RATES, Rate(129, 150, 0.86, 0.8, 0.91)),
    "items": lambda: figures.eight_items(ITEMS, "V03", township=dict.fromkeys(ITEMS, 0.88), name="新桥村"),
    "joined": lambda: figures.eight_items(
        ITEMS, "V03", township=dict.fromkeys(ITEMS, 0.88), told={"产业发展": "92%以上"}
    ),
    "states": lambda: figures.four_source_heatmap(STATES),
    "grades": lambda: figures.source_grades(MATRIX, dict.fromkeys(MATRIX, "矛盾"), "V01"),
    "profile": lambda: figures.dimension_profile(DOMAINS, {"政治与党建": 75.0, "班子运行": 74.0}, "V01", n=33),
    "domains": lambda: figures.domain_heatmap(SCORES),
    "themes": lambda: figures.problem_themes(THEMES, problems=3, villages=9),
    "returns": lambda: figures.response_flow(RETURNS),
    "inspections": lambda: figures.inspection_matrix(MONTHS),
    "rectification": lambda: figures.rectification_progress(PROGRESS),
    "score": lambda: figures.indicator_contributions(SUGGESTION, "V01", cuts={"正常": 60, "好": 85}),
}


@cache
def drawn_once(name):
    return DRAWINGS[name]()


@pytest.fixture(params=DRAWINGS)
def block(request):
    return drawn_once(request.param)


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_data_gives_the_same_bytes(name):
    assert DRAWINGS[name]() == drawn_once(name)


@pytest.mark.parametrize("module", ["items", "style"])
def test_examples_in_docstrings_hold(module):
    result = doctest.testmod(importlib.import_module(f"yanpan.figures.{module}"))
    assert (result.failed, result.attempted > 0) == (0, True)


def test_a_drawing_is_small_selfcontained_and_has_letters_as_outlines(block):
    svg = block.svg
    root = ET.fromstring(svg)
    assert float(root.get("width").removesuffix("pt")) == pytest.approx(425.2)
    assert not re.search(r"<text|<image|<metadata|<!--|http(?!://www\.w3\.org)", svg)
    assert len(svg) < 90_000


@pytest.fixture
def texts(request, monkeypatch):
    """Every text of a drawing with its box in points."""
    figure = []
    real = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda axes: figure.append(style.figure_of(axes)) or real(axes))
    DRAWINGS[request.param]()
    (drawn,) = figure
    drawn.set_dpi(72)
    drawn.canvas.draw()
    shown = set(drawn.findobj(lambda part: isinstance(part, Text) and part.get_visible())) - labels_beyond(drawn)
    return [(text, text.get_window_extent().extents) for text in shown if text.get_text().strip()]


def labels_beyond(drawn):
    """Labels of ticks outside their axis, which are not drawn."""
    axes = [axis for each in drawn.axes for axis in (each.xaxis, each.yaxis)]
    return {
        label
        for axis in axes
        for tick in axis.get_major_ticks()
        if not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
        for label in (tick.label1, tick.label2)
    }


@pytest.mark.parametrize("texts", DRAWINGS, indirect=True)
def test_no_two_texts_of_a_drawing_touch_and_none_is_cut_off(texts):
    for (one, a), (other, b) in combinations(texts, 2):
        apart = max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])
        assert apart > 3, (one.get_text(), other.get_text())
    assert all(box[0] >= 0 and box[2] <= style.WIDTH for _, box in texts)


@pytest.mark.parametrize("texts", DRAWINGS, indirect=True)
def test_letters_can_be_read_in_print(texts):
    assert min(text.get_fontsize() for text, _ in texts) >= 7.5


def grey(colour):
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("look", [items.ORDER, sources.STATES, sources.GRADES, rectification.LOOKS, firmness.COLOURS])
def test_neighbouring_colours_differ_in_grey_print_or_are_hatched(look):
    plain = [(key, value[0] if isinstance(value, tuple) else value, value) for key, value in look.items()]
    shown = [
        colour
        for key, colour, value in plain
        if key not in (items.JOINED, items.GROUPED) and not rectification_hatch(look, value)
    ]
    assert all(abs(grey(one) - grey(other)) > 0.1 for one, other in combinations(shown, 2))


def rectification_hatch(look, value):
    return look is rectification.LOOKS and bool(value[1])


def test_a_caption_names_source_and_count(block):
    assert re.search(r"（来源：.*\d+(份|个村|个维度|种票表|项指标)|（来源：.*平时掌握）", block.caption)


def test_a_figure_prints_as_one_image_with_its_description(block):
    html = block.to_html()
    assert html.startswith("<figure")
    assert base64.b64decode(re.search(r"base64,([^\"]*)", html)[1]).startswith(b"<svg")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("satisfaction", "1个村的区间包含90%线，1个村整段在线以上，1个村整段在线以下；全镇为86.0%，区间80.0%—91.0%"),
        ("items", "满意率最低的是产业发展（60.0%），最高的是工作态度（100.0%）；低于全镇的有1项：产业发展"),
        ("states", "一致4个，基本一致1个，矛盾1个，不足2个；来源相矛盾的有1个村：青山村（思想动态）"),
        ("grades", "思想动态：问卷测评好，谈心谈话正常，查阅资料无，平时掌握较差，矛盾"),
        ("profile", "高于全镇平均的有政治与党建；低于全镇平均的有班子运行；与全镇相差最多的是政治与党建，差5分左右"),
        ("domains", "中位数最低的领域是班子运行"),
        ("themes", "产业规模涉及村数最多，为2个村；涉及2个村以上的共性问题1类，只涉及一个村的1类"),
        ("firmness", "河口社区稳定（好96%、正常4%、较差0%）；青山村没有结果"),
        ("influence", "各村平均：票表重收0.60、权重0.40；平均影响最大的是票表重收"),
        ("shrinkage", "原值在98.0%至98.0%之间，收缩值在92.0%至92.0%之间"),
        ("returns", "问卷调查表发出36，收回35，有效34，无效1份；民主测评票没有回收记录"),
        ("score", "比例最低的一组是群众评价；综合得分70.0分，达到“正常”的60分线，未达到“好”的85分线"),
    ],
)
def test_the_description_says_what_is_seen(name, words):
    assert words in drawn_once(name).alt


@pytest.mark.parametrize(
    "made",
    [
        lambda: figures.satisfaction_by_village([figures.VillageRate("V01", "甲", None, None, None, 0)]),
        lambda: figures.eight_items({}),
        lambda: figures.four_source_heatmap([]),
        lambda: figures.source_grades({}, {}, "V01"),
        lambda: figures.dimension_profile({"廉洁": None}, {}, "V01", n=0),
        lambda: figures.domain_heatmap([]),
        lambda: figures.problem_themes([], problems=0, villages=9),
        lambda: figures.response_flow([]),
        lambda: figures.indicator_contributions(
            Suggestion(None, None, (), {}, (), (), None, None, True), "V01", cuts={}
        ),
    ],
)
def test_without_data_stands_a_sentence_with_the_reason(made):
    block = made()
    assert isinstance(block, Paragraph)
    assert block.style == "missing"
    assert re.search("没有", block.plain())


def test_villages_stand_in_roster_order_and_those_without_data_stay():
    rows = [rate(1, 0.8), figures.VillageRate("V02", "乙村", None, None, None, 0), rate(3, 0.95)]
    drawn = figures.satisfaction_by_village(rows)
    assert "3个村（社区）按名册顺序" in drawn.alt
    assert "1个村没有数据" in drawn.alt
    assert drawn != figures.satisfaction_by_village(rows[::-1])


@pytest.mark.parametrize(
    "name", ["㟃堨村", "垚犇村", "䶮村", "赟喆堃村", "$\\frac{村$<script>", "第\n一村" + "长" * 50]
)
def test_rare_characters_and_markup_in_names_are_drawn_as_they_are(name):
    drawn = figures.satisfaction_by_village([rate(1, 0.9, name=name)])
    assert isinstance(drawn, ReportFigure)
    assert "script" not in drawn.svg


@pytest.mark.desk
def test_a_letter_of_extension_b_is_lent_by_a_face_of_the_system():
    plain, rare = (figures.satisfaction_by_village([rate(1, 0.9, name=name)]) for name in ("吉祥村", "𠮷祥村"))
    assert len(re.findall("<use ", rare.svg)) == len(re.findall("<use ", plain.svg))
    assert len(re.findall("<path id=", rare.svg)) == len(re.findall("<path id=", plain.svg))


def test_a_character_without_any_outline_is_refused_by_code_point():
    with pytest.raises(UserError, match=r"U\+1FAE8"):
        figures.satisfaction_by_village([rate(1, 0.9, name="\U0001fae8村")])


def test_a_drawing_does_not_grow_with_the_number_of_villages():
    few, many = (figures.satisfaction_by_village([rate(i, 0.7 + i % 25 / 100) for i in range(n)]) for n in (60, 600))
    assert abs(len(many.svg) - len(few.svg)) < 8_000
    states = [figures.VillageStates(str(i), "村", dict.fromkeys(DIMENSIONS, "一致")) for i in range(600)]
    assert len(figures.four_source_heatmap(states).svg) < 60_000
    scores = [figures.VillageScores(str(i), "村", {"廉洁": 60.0 + i % 30}, 9) for i in range(600)]
    assert "箱线图" in figures.domain_heatmap(scores).alt


def test_villages_far_off_are_not_marked_one_by_one():
    def marks(n):
        scores = [{"廉洁": 80.0 + i % 3 if i % 10 else 5.0 + i / n} for i in range(n)]
        rows = [figures.VillageScores(str(i), "村", each, 9) for i, each in enumerate(scores)]
        return len(re.findall(r"<(?:path|use) ", figures.domain_heatmap(rows).svg))

    assert marks(600) == marks(60)


def test_thirty_villages_fit_on_a_page():
    drawn = figures.satisfaction_by_village([rate(i, 0.9) for i in range(30)])
    assert float(ET.fromstring(drawn.svg).get("height").removesuffix("pt")) < 225 / 25.4 * 72


def test_small_groups_of_respondents_are_not_counted_out():
    two, three = (
        figures.eight_items({"工作态度": {"满意": 50 - n, "基本满意": 0, "不满意": n, "不了解": 0}}) for n in (2, 3)
    )
    glyphs = [len(re.findall(r"<use ", block.svg)) for block in (two, three)]
    assert glyphs[0] == glyphs[1]
    assert "不满意2" not in two.alt


def test_gaps_are_told_apart_from_months_to_come():
    alt = drawn_once("inspections").alt
    assert "缺查的有青山村2023-01" in alt
    assert "河口社区2023-02，扣4分" in alt
    assert "3个月" not in drawn_once("inspections").caption


def test_progress_is_counted_by_status():
    assert "共6条：已销号2条、推进中1条、长期1条、逾期1条、无措施1条" in drawn_once("rectification").alt


def test_nothing_inspected_and_no_problem_are_said_in_words():
    unseen = [figures.Month("V01", "河口社区", "2023-01", None, True)]
    assert isinstance(figures.inspection_matrix(unseen), Paragraph)
    assert isinstance(figures.rectification_progress([]), Paragraph)
