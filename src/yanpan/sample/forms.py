"""Simulated forms: satisfaction, questionnaires, ballots and their returns, consistent with one another."""

from __future__ import annotations

import random

from yanpan.sample.model import Row, Standing, Tables, weighted
from yanpan.schema.values import (
    MEMBER_BALLOT_ITEMS,
    QUESTIONS,
    SATISFACTION_ITEMS,
    TEAM_BALLOT_ITEMS,
)

ANSWERS = ("满意", "基本满意", "不满意", "不了解")
IDENTITY_WEIGHTS = {
    "党员": 0.30,
    "村民代表": 0.28,
    "小组长": 0.13,
    "选调生": 0.02,
    "后备干部": 0.05,
    "普通群众": 0.18,
    "其他": 0.04,
}
FIRST = ("选调生", "后备干部", "小组长", "党员")
"""Identities that every village has at least one respondent of."""
WEAK_ITEMS = {"V04": "industry", "V07": "service", "V09": "industry", "V02": "industry", "V06": "results"}
WEAK_QUESTIONS = {
    "V01": "q11 q3",
    "V02": "q3 q11 q12",
    "V03": "q12",
    "V04": "q3 q9 q11",
    "V05": "q3",
    "V06": "q1 q12",
    "V07": "q3 q9 q12",
    "V08": "q2 q3",
    "V09": "q3 q12 q13",
}
ONLINE = "V05"
REMARKS = ("希望多开院坝会", "路灯再多装几盏", "产业路早点硬化", "多组织技术培训", "垃圾清运再及时些")
BEST = ("修路", "办事方便", "邻里调解", "环境变好", "干部常下组")
WORST = ("产业少", "集体收入低", "年轻人少", "停车不便", "用水季节性紧张")


def identity(index: int, rng: random.Random) -> str:
    """Identity of the respondent with that index."""
    return FIRST[index] if index < len(FIRST) else weighted(rng, IDENTITY_WEIGHTS)


def satisfaction_forms(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Valid forms in the reported split, in random order, and one or two invalid ones with a blank overall answer."""
    overall: list[str | None] = [answer for answer, n in zip(ANSWERS, standing.overall, strict=True) for _ in range(n)]
    rng.shuffle(overall)
    overall += [None] * (1 + (sum(standing.overall) % 2))
    return [_satisfaction_form(village, i, answer, rng) for i, answer in enumerate(overall)]


def _satisfaction_form(village: str, index: int, overall: str | None, rng: random.Random) -> Row:
    row: Row = {"村": village, "份号": f"{index + 1:03d}", "身份": identity(index, rng)}
    for key, heading in SATISFACTION_ITEMS.items():
        row[heading] = _item(overall or "基本满意", rng, weak=WEAK_ITEMS.get(village) == key)
    row["总体评价"] = overall
    row["意见"] = rng.choice(REMARKS) if rng.random() < 0.08 else None
    return row


def _item(overall: str, rng: random.Random, *, weak: bool) -> str:
    spread = {
        "满意": (0.86, 0.11, 0.01, 0.02),
        "基本满意": (0.30, 0.60, 0.06, 0.04),
        "不满意": (0.08, 0.40, 0.48, 0.04),
        "不了解": (0.20, 0.30, 0.02, 0.48),
    }[overall]
    if weak and rng.random() < 0.35:
        return rng.choice(("基本满意", "不满意"))
    return rng.choices(ANSWERS, weights=spread)[0]


def questionnaires(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Valid questionnaires and one invalid one (nothing answered; online: the attention item missed)."""
    rows = [_questionnaire(village, i, standing, rng) for i in range(standing.questionnaires)]
    spoiled = _questionnaire(village, len(rows), standing, rng)
    if village == ONLINE:
        spoiled["A1"] = 5
    else:
        spoiled |= {key.upper(): None for key in QUESTIONS} | {"R1": None, "K1": None, "K2": None}
    return [*rows, spoiled]


def _questionnaire(village: str, index: int, standing: Standing, rng: random.Random) -> Row:
    online = village == ONLINE
    row: Row = {
        "村": village,
        "份号": f"{index + 1:03d}",
        "渠道": "线上" if online else "纸质",
        "用时秒": rng.randint(75, 260) if online else None,
        "身份": identity(index, rng),
    }
    mood, weak = rng.gauss(0, 0.35), WEAK_QUESTIONS.get(village, "").split()
    for key in QUESTIONS:
        mean = standing.likert + mood - (0.45 if key in weak else 0)
        row[key.upper()] = 0 if rng.random() < 0.03 else _likert(mean, rng)
    row["R1"] = 6 - _likert(standing.likert + mood, rng)
    row["A1"] = 3 if online else None
    row["K1"] = _knows(standing.informed, rng)
    row["K2"] = _knows(standing.informed - 0.05, rng)
    row["最满意"] = rng.choice(BEST) if rng.random() < 0.3 else None
    row["最突出问题"] = rng.choice(WORST) if rng.random() < 0.3 else None
    row["建议"] = rng.choice(REMARKS) if rng.random() < 0.15 else None
    return row


def _likert(mean: float, rng: random.Random) -> int:
    return min(5, max(1, round(rng.gauss(mean, 0.6))))


def _knows(share: float, rng: random.Random) -> str:
    return "对" if rng.random() < share else rng.choice(("错", "不知道", "不知道"))


def ballots(village: str, members: list[Row], standing: Standing, rng: random.Random) -> tuple[list[Row], int]:
    """Tallies of the team and every serving member, and the number of valid ballots they add up to."""
    valid = sum(standing.overall) - 2
    rows = [_tally(village, "班子", "班子", item, valid, standing.good, rng) for item in TEAM_BALLOT_ITEMS]
    for member in members:
        good = min(0.96, max(0.4, standing.good + rng.uniform(-0.08, 0.06)))
        code = str(member["成员编号"])
        rows += [_tally(village, "成员", code, item, valid, good, rng) for item in MEMBER_BALLOT_ITEMS]
    return rows, valid


def _tally(village: str, kind: str, target: str, item: str, valid: int, good: float, rng: random.Random) -> Row:
    abstain = rng.choice((0, 0, 0, 1))
    first = min(valid - abstain, round((valid - abstain) * min(1.0, good + rng.uniform(-0.02, 0.02))))
    poor = min(valid - abstain - first, round(valid * (1 - good) * rng.uniform(0.03, 0.12)))
    return {
        "村": village,
        "对象类型": kind,
        "对象": target,
        "项目": item,
        "好": first,
        "正常": valid - abstain - first - poor,
        "较差": poor,
        "弃权": abstain,
    }


def returns(village: str, forms: Tables, valid_ballots: int) -> list[Row]:
    """Issued, returned, valid and invalid forms of the three instruments."""
    meeting = f"HY-{village}-1"
    satisfaction = forms["满意度测评表"]
    asked = forms["问卷调查表"]
    bad_forms = sum(row["总体评价"] is None for row in satisfaction)
    return [
        _return(village, None, "问卷调查表", len(asked) - 1, 1, len(asked) + 2),
        _return(village, meeting, "满意度测评表", len(satisfaction) - bad_forms, bad_forms, len(satisfaction) + 1),
        _return(village, meeting, "民主测评票", valid_ballots, 1, valid_ballots + 2),
    ]


def _return(village: str, meeting: str | None, kind: str, valid: int, invalid: int, issued: int) -> Row:
    return {
        "村": village,
        "会议编号": meeting,
        "表种": kind,
        "发出": issued,
        "收回": valid + invalid,
        "有效": valid,
        "无效": invalid,
    }
