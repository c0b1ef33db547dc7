"""The method notebook's tables on questionnaires: scores, reliability, signs of careless answering."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.careless import Sensitivity
from yanpan.document import Cell, ReportTable, cell
from yanpan.narrative.township_tables import table
from yanpan.report.method_loading import LoadedMethod
from yanpan.report.method_parts import points, ratio, signed, told


def reliability_table(loaded: LoadedMethod) -> ReportTable:
    """Alpha with Feldt's interval and omega of every group of questions, township only."""
    rows, marks = [], loaded.benchmarks
    for name, found in loaded.found.reliability.items():
        both = None if found.low is None or found.high is None else f"{found.low:.2f}—{found.high:.2f}"
        texts = {
            "均分": points({**marks.domains, **marks.dimensions}.get(name)),
            "题数": f"{len(found.questions)}",
            "份数": f"{found.n}",
            "α": ratio(found.alpha),
            "区间": both,
            "ω": ratio(found.omega),
        }
        cells = (
            told(
                loaded,
                f"信度.{name}.{word}",
                text,
                label=f"“{name}”{word}",
                sources=loaded.sources("questionnaires"),
                method="先减去各村均值，再合并全镇的完整问卷",
            )
            for word, text in texts.items()
        )
        rows.append((cell(name), *cells, cell(found.note)))
    note = (
        "来源：问卷调查表。均分为各村得分的平均；信度用有效份中各题都答的。不足三题的不算 ω。"
        "不按村报信度：一个村三十来份，区间宽到没有意义。"
    )
    heads = ("题组", "各村均分", "题数", "完整份数", "α", "α 的区间", "ω", "说明")
    return table("法-信度", "问卷得分与信度（全镇合并）", heads, rows, align="lrrrrrrl", note=note)


def careless_table(loaded: LoadedMethod) -> ReportTable:
    """The score of all questions with and without the forms that carry a sign; nothing is deleted."""
    rows = [(cell(each.sign), *_sign(loaded, each)) for each in loaded.found.careless]
    note = "来源：问卷调查表，收回的全部份数。只作敏感性分析，一份也不删；注意题答错的线上问卷按有效定义本不计分。"
    heads = ("迹象", "份数", "全部问卷得分", "去掉后得分", "分差")
    return table("法-敷衍", "敷衍与重复的迹象：含与不含", heads, rows, align="lrrrr", note=note)


def _sign(loaded: LoadedMethod, found: Sensitivity) -> Iterator[Cell]:
    texts = {
        "份数": f"{found.flagged}/{found.n}",
        "含": points(found.score_with),
        "不含": points(found.score_without),
        "分差": signed(found.shift, 2),
    }
    for name, text in texts.items():
        yield told(
            loaded,
            f"敷衍.{found.sign}.{name}",
            text,
            label=f"{found.sign}：{name}",
            sources=loaded.sources("questionnaires"),
            method="十五题的均分折为百分，含与不含各算一遍",
        )
