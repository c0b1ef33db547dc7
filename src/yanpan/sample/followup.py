"""Simulated work around the review: inspections, key tasks, trainings, appraisals."""

from __future__ import annotations

import random

from yanpan.sample.model import Row, Standing

MONTHS = ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02", "2023-03")
ITEMS = ("党务公开", "环境卫生", "重点工作")
GAPS = {("V07", "2023-01")}
"""Village × month without an inspection."""
TASKS = ("高标准农田管护", "防汛备汛", "厕所改造扫尾", "春季造林", "道路安全劝导", "医保参保动员")
TRAININGS = {  # kinds each village has held; the others hold all of the last row
    "V02": (("理论", "基层治理"), ("理论", "乡村振兴"), ("素能", "矛盾化解"), ("警示", "其他"), ("实践", "乡村振兴")),
    "V09": (("理论", "基层治理"), ("理论", "其他")),
    "V04": (("理论", "基层治理"), ("素能", "矛盾化解"), ("警示", "其他"), ("案例", "应急应变")),
    "V07": (("理论", "乡村振兴"), ("警示", "其他"), ("素能", "基层治理")),
}
ALL_TRAININGS = (
    ("素能", "基层治理"),
    ("理论", "乡村振兴"),
    ("警示", "其他"),
    ("案例", "矛盾化解"),
    ("实践", "应急应变"),
)
AUDIENCES = ("班子成员", "党员", "后备干部")
TRAINING_SYMBOLS = {("V02", 4): "case2", ("V09", 0): "theory9"}


def inspections(village: str, standing: Standing, rng: random.Random) -> list[Row]:
    """Monthly inspections of three items, gaps left out."""
    return [
        _inspection(village, month, item, standing, rng)
        for month in MONTHS
        if (village, month) not in GAPS
        for item in ITEMS
    ]


def _inspection(village: str, month: str, item: str, standing: Standing, rng: random.Random) -> Row:
    drawn = rng.random()
    result = "达标" if drawn < standing.order else ("基本达标" if drawn < standing.order + 0.2 else "未达标")
    failed = result == "未达标"
    return {
        "村": village,
        "年月": month,
        "事项": item,
        "等次": result,
        "扣分": {"达标": 0, "基本达标": 1, "未达标": 3}[result],
        "问题": f"{item}不到位" if failed else None,
        "整改期限": f"{month}-28" if failed else None,
        "复查结果": ("已整改" if rng.random() < 0.7 else "未整改") if failed else None,
    }


def key_tasks(village: str, number: int, rng: random.Random) -> list[Row]:
    """Three to six scheduled tasks, most open."""
    rows: list[Row] = []
    for i in range(3 + number % 4):
        status = rng.choice(("推进中", "推进中", "已完成", "未启动"))
        deadline = f"2023-0{rng.randint(5, 9)}-{rng.randint(10, 28)}"
        if i == 0 and number % 4 == 1:
            status, deadline = "逾期", "2023-03-31"
        rows.append(
            {
                "任务号": f"RW-{village}-{i + 1}",
                "村": village,
                "内容": TASKS[(number + i) % len(TASKS)],
                "调度日期": "2023-02-10",
                "完成时限": deadline,
                "状态": status,
            }
        )
    return rows


def trainings(village: str, rooms: dict[str, int], rng: random.Random) -> list[Row]:
    """Trainings since 2022; `rooms` holds how many people each audience has."""
    held = TRAININGS.get(village, ALL_TRAININGS)
    return [
        {
            "@": TRAINING_SYMBOLS.get((village, i)),
            "村": village,
            "类型": kind,
            "能力方向": ability,
            "对象": AUDIENCES[i % 3],
            "日期": f"2022-{2 + 2 * i:02d}-{rng.randint(5, 25):02d}",
            "人次": rng.randint((rooms[AUDIENCES[i % 3]] + 1) // 2, rooms[AUDIENCES[i % 3]]),
        }
        for i, (kind, ability) in enumerate(held)
    ]


def appraisal(village: str, standing: Standing, rng: random.Random) -> Row:
    """The year-end appraisal of 2022."""
    base = 70 + 25 * (standing.good - 0.5)
    scores = [round(base + rng.uniform(0, 12), 1) for _ in range(3)]
    return {
        "村": village,
        "年度": 2022,
        "日常督导分": scores[0],
        "工作实绩分": scores[1],
        "民主测评分": scores[2],
        "加减分": -2 if village == "V06" else 0,
        "绩效系数": round(0.8 + sum(scores) / 1000, 2),
    }
