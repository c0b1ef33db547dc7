"""Simulated field work: prechecks, meetings, talks, documents, routine records, suggestions."""

from __future__ import annotations

import random

from yanpan.sample.model import Row, Standing, weighted

NOT_ALL_HEARD = ("V04", "V07")
"""Villages whose talks do not cover every member."""
TOPIC_OF = {"镇纪委": "廉洁自律", "镇综治办": "信访举报", "镇派出所": "遵纪守法"}
DIMENSIONS = ("思想动态", "履职成效", "廉洁自律", "群众反映")
OTHER_PARTNERS = ("党员", "党员", "村民代表", "村民代表", "小组长", "选调生", "后备干部", "群众", "离任干部")
IDEAS = {
    "V01": ("idea1", "文旅资源如何利用谈得不多"),
    "V02": ("idea2", "产业方向说不清楚"),
    "V03": ("idea3", "新产业没有成形想法"),
    "V04": ("idea4", "产业出路提得少"),
}
DOCUMENTS = {  # item: (due in 2022, due in the first quarter of 2023)
    "党员大会": (4, 1),
    "支委会": (12, 3),
    "党小组会": (12, 3),
    "党课": (4, 1),
    "主题党日": (12, 3),
    "组织生活会": (1, 0),
    "民主评议党员": (1, 0),
    "发展党员": (1, 0),
    "双诺双评": (1, 1),
    "四议两公开": (4, 1),
    "三务公开": (12, 3),
    "三资台账": (12, 3),
    "网格台账": (12, 3),
    "信访调解": (4, 1),
    "安全": (12, 3),
}
SELF_CRITICISM = ("组织生活会", "民主评议党员")
SPECIAL_DOCUMENTS: dict[tuple[str, str], tuple[str, float, str, str]] = {
    # (village, item): symbol, share found, quality, issue
    ("V03", "发展党员"): ("loose3", 1.0, "不规范", "政审材料缺审核签字"),
    ("V08", "党员大会"): ("life8a", 0.5, "不规范", "缺两次，签到不全"),
    ("V08", "主题党日"): ("life8b", 0.58, "不规范", "缺五次，记录照抄"),
    ("V08", "党课"): ("", 0.5, "不规范", "缺两次"),
    ("V08", "双诺双评"): ("", 1.0, "不规范", "只有承诺没有评议"),
    ("V08", "网格台账"): ("", 0.6, "不规范", "走访记录断档"),
}
ROUTINE: dict[str, dict[str, tuple[str, ...]]] = {  # village: {dimension: leanings}; others follow the standing
    "V01": {"思想动态": ("正常", "好", "好")},
    "V04": {"群众反映": ("较差", "较差", "正常")},
    "V07": {"群众反映": ("较差", "正常", "正常")},
    "V08": {"思想动态": ("好", "好", "好")},
    "V09": {"廉洁自律": ()},
}
ROUTINE_SYMBOL = {("V01", "思想动态"): "lead1", ("V04", "群众反映"): "govern4", ("V07", "群众反映"): "govern7"}
GISTS = {"好": "情况良好", "正常": "情况正常", "较差": "有不足，已提醒"}
SUGGESTIONS = (
    ("产业规模", "产业路窄，运输不便"),
    ("人居环境", "垃圾清运点偏少"),
    ("集体经济", "集体收入门路不多"),
    ("参与治理", "院坝会可以多开几次"),
    ("党员示范", "党员联系户走动不够勤"),
    ("发展思路", "盼着引进新产业"),
    ("人居环境", "沟渠需要清淤"),
)


def prechecks(village: str, members: list[Row]) -> list[Row]:
    """Every serving member × department; all clear, answered and fed back before the first visit."""
    return [
        {
            "对象类型": "成员",
            "村": village,
            "对象": member["成员编号"],
            "牵头部门": "镇党群办",
            "部门": department,
            "事项": topic,
            "结论": "无反映",
            "回复日期": f"2023-02-{22 + offset:02d}",
            "反馈日期": "2023-03-02",
        }
        for member in members
        for offset, (department, topic) in enumerate(TOPIC_OF.items())
    ]


def meetings(village: str, first_visit: str, carried: int, rng: random.Random) -> list[Row]:
    """A meeting of members and delegates that carried the forms, a round-table and a visit."""
    day = int(first_visit[-2:])
    present = carried + rng.randint(2, 4)
    expected = present + rng.randint(4, 9)
    groups = "党员、村民代表、小组长、选调生、后备干部、普通群众"
    return [
        _meeting(village, 1, "党员群众代表会议", day + 1, expected, present, groups),
        _meeting(village, 2, "座谈会", day + 4, 14, 13, "党员、村民代表、小组长"),
        _meeting(village, 3, "实地走访", day + 6, 8, 8, "普通群众"),
    ]


def _meeting(village: str, number: int, kind: str, day: int, expected: int, present: int, who: str) -> Row:
    return {
        "会议编号": f"HY-{village}-{number}",
        "村": village,
        "类型": kind,
        "日期": f"2023-03-{day:02d}",
        "应到": expected,
        "实到": present,
        "参与身份": who,
    }


def talks(members: list[Row], group: Row, standing: Standing, rng: random.Random) -> list[Row]:
    """One talk with every serving member, nine with others and some about single members, by two of the group."""
    village, day = str(group["主责村"]), int(str(group["首次进村日期"])[-2:])
    helpers = str(group["成员"]).split("、")
    asked = [("两委成员", "班子")] * len(members) + [(partner, "班子") for partner in OTHER_PARTNERS]
    heard = members[:2] if village in NOT_ALL_HEARD else members
    asked += [("村民代表" if i % 2 else "党员", str(member["成员编号"])) for i, member in enumerate(heard)]
    rows = []
    for i, (partner, target) in enumerate(asked):
        row: Row = {
            "谈话编号": f"TH-{village}-{i + 1:02d}",
            "村": village,
            "日期": f"2023-03-{day + 2 + i % 6:02d}",
            "谈话人": f"{group['组长']}、{helpers[i % len(helpers)]}",
            "对象类别": partner,
            "涉及对象": target,
        }
        row |= {dimension: _opinion(standing, rng, i + k) for k, dimension in enumerate(DIMENSIONS)}
        row["工作生活"] = "有困难" if rng.random() < 0.1 else "无困难"
        row["要点"] = "谈得较深入" if i % 4 == 0 else None
        rows.append(row)
    if village in IDEAS:
        symbol, gist = IDEAS[village]
        rows[len(members)] |= {"@": symbol, "履职成效": "正常", "要点": gist}
    if village == "V04":
        rows[len(members) + 1] |= {"@": "asset4", "履职成效": "正常", "要点": "对石刻文化和交通便利的价值说不清"}
    return rows


def _opinion(standing: Standing, rng: random.Random, turn: int) -> str:
    if turn % 7 == 6:
        return "未谈"
    rest = 1 - standing.good
    return weighted(rng, {"好": standing.good, "正常": rest * 0.93, "较差": rest * 0.07})


def documents(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Fifteen items for 2022 and the first quarter of 2023; V08 also an item of the previous term."""
    rows = []
    for item, dues in DOCUMENTS.items():
        for period, due in zip(("2022", "2023-Q1"), dues, strict=True):
            if due:
                rows.append(_document(village, item, period, due, standing, rng))
    if village == "V08":
        old = _document(village, "组织生活会", "2020", 1, standing, rng)
        rows.append(
            old | {"@": "life2020", "实有": 1, "质量": "不规范", "批评与自我批评": "无", "问题": "记录只有半页"}
        )
    return rows


def _document(village: str, item: str, period: str, due: int, standing: Standing, rng: random.Random) -> Row:
    special = SPECIAL_DOCUMENTS.get((village, item)) if period == "2022" else None
    missing = sum(rng.random() > 0.4 + 0.6 * standing.order for _ in range(due))
    regular = rng.random() < standing.order
    row: Row = {
        "村": village,
        "事项": item,
        "期间": period,
        "应有": due,
        "实有": due - missing,
        "质量": "规范" if regular else rng.choice(("基本规范", "基本规范", "不规范")),
        "批评与自我批评": "有" if item in SELF_CRITICISM else "不适用",
        "复查结果": None,
        "问题": None if regular and not missing else "有缺项，记录不完整",
    }
    if row["实有"] == 0:
        row |= {"质量": "缺失", "批评与自我批评": "无" if item in SELF_CRITICISM else "不适用"}
    if special is not None:
        symbol, share, quality, issue = special
        row |= {"@": symbol or None, "实有": round(due * share), "质量": quality, "问题": issue}
    return row


def routine(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Two or three routine records a dimension."""
    rows: list[Row] = []
    for dimension in DIMENSIONS:
        drawn = tuple(weighted(rng, {"好": standing.good, "正常": 1 - standing.good, "较差": 0.02}) for _ in range(3))
        for i, leaning in enumerate(ROUTINE.get(village, {}).get(dimension, drawn)):
            rows.append(
                {
                    "@": ROUTINE_SYMBOL.get((village, dimension)) if i == 0 else None,
                    "村": village,
                    "日期": f"2022-{rng.randint(3, 12):02d}-{rng.randint(1, 28):02d}",
                    "来源": rng.choice(("驻村", "督查", "信访", "业务科室")),
                    "维度": dimension,
                    "倾向": leaning,
                    "摘要": f"{dimension}{GISTS[leaning]}",
                }
            )
    return rows


def suggestions(village: str, rng: random.Random) -> list[Row]:
    """Six to eight suggestions, the last one merged into the first."""
    rows: list[Row] = []
    for i in range(rng.randint(6, 8)):
        theme, content = SUGGESTIONS[(i + int(village[1:])) % len(SUGGESTIONS)]
        rows.append(
            {
                "编号": f"JY-{village}-{i + 1:02d}",
                "村": village,
                "来源": rng.choice(("会议", "谈话", "问卷", "测评", "信访转办")),
                "身份": rng.choice(("党员", "村民代表", "小组长", "普通群众")),
                "内容": content,
                "主题": theme,
                "并入": None,
                "核实结果": rng.choice(("属实", "属实", "部分属实", "待核实")),
            }
        )
    rows[-1]["并入"] = rows[0]["编号"]
    return rows
