"""Simulated field work: prechecks, meetings, talks, suggestions."""

from __future__ import annotations

import random

from yanpan.sample.model import Row, Standing, weighted
from yanpan.schema.values import DIMENSIONS

NOT_ALL_HEARD = ("V04", "V07")
"""Villages whose talks do not cover every member."""
TOPIC_OF = {"镇纪委": "廉洁自律", "镇综治办": "信访举报", "镇派出所": "遵纪守法"}
OTHER_PARTNERS = ("党员", "党员", "村民代表", "村民代表", "小组长", "选调生", "后备干部", "群众", "离任干部")
IDEAS = {
    "V01": ("idea1", "文旅资源如何利用谈得不多"),
    "V02": ("idea2", "产业方向说不清楚"),
    "V03": ("idea3", "新产业没有成形想法"),
    "V04": ("idea4", "产业出路提得少"),
}
TALK_GISTS = (
    "任期目标完成过半，打算把产业再抓实",
    "班子分工清楚，遇事商量着办",
    "盼望多一些外出学习的机会",
    "院落卫生和停车是大家关心的事",
    "年轻人在外务工多，人手偏紧",
)
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
        row["要点"] = TALK_GISTS[i // 2 % len(TALK_GISTS)] if i % 2 == 0 else None
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
