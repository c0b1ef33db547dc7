"""Work groups, posts, members, reserves, former cadres, postings: invented persons only."""

from __future__ import annotations

import random
from collections.abc import Iterable

from yanpan.sample.model import Row, Tables

_SURNAMES = "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜"
SURNAMES = tuple(_SURNAMES.split())
_MEN = "建国 志强 永康 德福 文斌 国栋 明远 海涛 家兴 立新 正华 少云 长林 启明 光荣 世平"
_WOMEN = "秀英 桂兰 春梅 晓燕 玉珍 丽华 雪梅 素芳 云霞 小琴 红英 佩兰 静怡 淑芬 月娥 秋菊"
GIVEN = {"男": tuple(_MEN.split()), "女": tuple(_WOMEN.split())}
SEPARATE = {"V02", "V08"}
"""Villages whose secretary and head are two persons."""
COMMITTEE_SEATS = {"V01": 4, "V06": 2, "V09": 3}
UPGRADED = {"V06": ("本科", "大专", "大专", "大专", "大专"), "V03": ("大专",), "V05": ("大专",), "V01": ("本科",)}
VACANT = {"V09": "村副主任"}
NOT_MATURE = {"V09"}
WOMEN = (2, 4)
"""Places in the team that are held by women."""
DUTIES = ("党建全面工作", "组织宣传", "产业发展", "民政社保", "综治调解", "环境卫生", "财务资料")


def persons(rng: random.Random, sexes: Iterable[str]) -> list[str]:
    """Invented names, all different, one for each sex given."""
    names: list[str] = []
    for sex in sexes:
        name = _name(rng, sex)
        while name in names:
            name = _name(rng, sex)
        names.append(name)
    return names


def _name(rng: random.Random, sex: str) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN[sex])


def _sexes(number: int, rng: random.Random) -> list[str]:
    return rng.choices("男女", weights=(3, 1), k=number)


def work_groups(roster: list[Row], rng: random.Random) -> list[Row]:
    """One group a village, led by a township leader."""
    return [_group(number, str(row["编号"]), rng) for number, row in enumerate(roster, start=1)]


def _group(number: int, village: str, rng: random.Random) -> Row:
    leader, *others = persons(rng, _sexes(3, rng))
    return {
        "组号": str(number),
        "组长": leader,
        "组长身份": "包片领导",
        "成员": "、".join(others),
        "成员身份": "驻村干部",
        "主责村": village,
        "互查村": None,
        "首次进村日期": f"2023-03-{6 + (number - 1) % 9:02d}",
    }


def posts_of(village: str, kind: str) -> list[tuple[str, int]]:
    """Posts of a village and the approved number of each."""
    word = "社区" if kind == "社区" else "村"
    return [
        ("党组织书记", 1),
        (f"{word}主任", 1),
        ("党组织副书记", 1),
        (f"{word}副主任", 1),
        ("两委委员", COMMITTEE_SEATS.get(village, 2)),
    ]


def team(row: Row, rng: random.Random) -> Tables:
    """Posts and members of one village; posts held by serving members agree with the posts filled."""
    village, kind = str(row["编号"]), str(row["类型"])
    posts = posts_of(village, kind)
    positions = [_position(village, post, approved) for post, approved in posts]
    holders = _holders(village, posts)
    sexes = ["女" if i in WOMEN else "男" for i in range(len(holders))]
    names = persons(rng, sexes)
    members = [_member(village, i, holders[i], rng) | {"姓名": names[i], "性别": sexes[i]} for i in range(len(holders))]
    return {"职数": positions, "班子成员": members}


def _position(village: str, post: str, approved: int) -> Row:
    vacant = 1 if VACANT.get(village) == post else 0
    return {
        "@": f"vacancy{village[2:]}" if vacant else None,
        "村": village,
        "职位": post,
        "核定职数": approved,
        "在岗数": approved - vacant,
        "空缺数": vacant,
        "空缺起始": "2022-06-15" if vacant else None,
    }


def _holders(village: str, posts: list[tuple[str, int]]) -> list[str]:
    secretary, head = posts[0][0], posts[1][0]
    lead = [secretary, head] if village in SEPARATE else [f"{secretary}、{head}"]
    others = [post for post, approved in posts[2:] for _ in range(approved) if VACANT.get(village) != post]
    return lead + others


def _member(village: str, index: int, held: str, rng: random.Random) -> Row:
    upgrades = UPGRADED.get(village, ())
    upgrade = upgrades[index] if index < len(upgrades) else "无"
    return {
        "成员编号": f"{village}-M{index + 1:02d}",
        "村": village,
        "姓名": None,
        "性别": None,
        "出生年月": f"{rng.randint(1968, 1992)}-{rng.randint(1, 12):02d}",
        "政治面貌": "中共党员" if index < 5 else "群众",
        "学历": upgrade if upgrade != "无" else rng.choice(("高中或中专", "大专", "大专", "本科")),
        "职务": held,
        "一肩挑": "是" if "、" in held else "否",
        "常职": "是" if village == "V06" or index < 4 else "否",
        "在任": "是",
        "任职日期": "2021-01-18",
        "学历提升": upgrade,
        "分工": DUTIES[index % len(DUTIES)],
    }


def talent(row: Row, number: int, mentors: list[str], rng: random.Random) -> Tables:
    """Reserves with their mentors, former cadres and postings of one village."""
    village = str(row["编号"])
    return {
        "后备人才": [_reserve(village, i, mentors, rng) for i in range(2 + (number % 3 == 0))],
        "离任干部": [
            {
                "代号": f"{village}-L{i + 1:02d}",
                "村": village,
                "原职务": rng.choice(("村党组织书记", "村主任", "文书")),
                "智囊团": "是" if (number + i) % 2 == 0 else "否",
                "再上岗": "是" if (number + i) % 4 == 0 else "否",
                "结对对象": f"{village}-H01" if i == 0 else None,
            }
            for i in range(2)
        ],
        "下派锻炼": [{"村": village, "人员类": "选调生" if number % 2 else "村大", "起": "2022-07-01", "止": None}]
        if number in (1, 3, 5, 6)
        else [],
    }


def _reserve(village: str, index: int, mentors: list[str], rng: random.Random) -> Row:
    mature = "可用" if village in NOT_MATURE else "成熟"
    return {
        "@": f"reserve{village[2:]}" if index == 0 else None,
        "代号": f"{village}-H{index + 1:02d}",
        "村": village,
        "来源": ("优秀党员", "复员退伍军人", "致富能手", "大学生")[(index + int(village[1:])) % 4],
        "基本素质": "好",
        "发展前景": "好",
        "精神状态": "好" if index < 2 else "一般",
        "成熟度": (mature, "培养", "可用")[index],
        "导师": mentors[index % len(mentors)] if index == 0 or village not in NOT_MATURE else None,
        "帮带次数": rng.randint(2, 6) if index == 0 else rng.randint(0, 3),
        "锻炼任务": ("防汛值守", "人居环境整治", "产业验收")[index],
    }
