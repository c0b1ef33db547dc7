"""What was found and what follows: problems, rectification, inspections, key tasks, appraisals, decisions."""

from __future__ import annotations

from yanpan.schema.model import Level, Table, date, enum, listing, month, number, text, village, year, yes_no
from yanpan.schema.values import GRADES, Target

SEVERITIES = ("一般", "较重", "严重")
WRITTEN = "程序写出的台账里带着，供对照，可空"
"""Columns of the ledger that the program fills in from 问题清单: whoever fills in the rest can leave them."""

PROBLEMS = Table(
    "problems",
    "问题清单",
    "一个问题",
    Level.L2,
    (
        text("problem", "问题编号", example="WT-V01-01"),
        village(),
        listing("themes", "主题", note="名单见 policy.yml"),
        listing("recoded", "复核主题", required=False, note="第二编码人，可空"),
        text("gist", "表述要点", note="名词与数字，不写成句"),
        listing("evidence", "证据", note="表名#编号或行", example="资料查阅#12"),
        enum("severity", "严重程度", SEVERITIES),
    ),
    unique=("problem",),
    id_column="problem",
)

RECTIFICATIONS = Table(
    "rectifications",
    "整改台账",
    "一个问题的整改",
    Level.L2,
    (
        text("problem", "问题编号", example="WT-V01-01"),
        text("direction", "整改方向"),
        text("measure", "具体措施"),
        text("owner", "责任人"),
        date("deadline", "完成时限"),
        enum("status", "状态", ("未启动", "推进中", "待验收", "已销号", "逾期", "长期")),
        yes_no("revisit_ok", "回访满意", required=False),
        date("closed", "销号日期", required=False, note="状态为已销号时填", absent_ok=True),
        village(required=False, note=WRITTEN, absent_ok=True),
        listing("themes", "主题", required=False, note=WRITTEN, example="产业规模", absent_ok=True),
        text("statement", "问题", required=False, note=WRITTEN, example="雷竹规模小", absent_ok=True),
        enum("severity", "严重程度", SEVERITIES, required=False, note=WRITTEN, absent_ok=True),
        text("evidence", "证据", required=False, note=WRITTEN, example="资料查阅#12", absent_ok=True),
    ),
    unique=("problem",),
    id_column="problem",
    village_column=None,
)

INSPECTIONS = Table(
    "inspections",
    "月督查",
    "一个村 × 月 × 事项",
    Level.L2,
    (
        village(),
        month("month", "年月"),
        text("item", "事项"),
        enum("result", "等次", ("达标", "基本达标", "未达标")),
        number("deduction", "扣分", "分"),
        text("issue", "问题", required=False),
        date("deadline", "整改期限", required=False),
        enum("recheck", "复查结果", ("已整改", "未整改"), required=False),
    ),
    unique=("village", "month", "item"),
)

KEY_TASKS = Table(
    "key_tasks",
    "重点工作",
    "一项调度任务",
    Level.L2,
    (
        text("task", "任务号", example="RW-01"),
        village(),
        text("content", "内容"),
        date("dispatched", "调度日期"),
        date("deadline", "完成时限"),
        enum("status", "状态", ("未启动", "推进中", "已完成", "逾期")),
    ),
    unique=("task",),
    id_column="task",
)

APPRAISALS = Table(
    "annual_assessments",
    "年终考核",
    "一个村 × 年度",
    Level.L3,
    (
        village(),
        year("year", "年度"),
        number("supervision", "日常督导分", "分", high=100),
        number("results", "工作实绩分", "分", high=100),
        number("ballot", "民主测评分", "分", high=100),
        number("adjustment", "加减分", "分", low=None),
        number("pay_factor", "绩效系数", "", high=3),
    ),
    unique=("village", "year"),
)

DECISIONS = Table(
    "decisions",
    "党委定档",
    "一个对象的最终档次",
    Level.L3,
    (
        enum("target_kind", "对象类型", tuple(Target)),
        text("target", "对象", note="村编号或成员编号", example="V01"),
        enum("grade", "档次", GRADES),
        text("reason", "理由", required=False, note="与建议档次不同时必填"),
        date("met", "会议日期"),
    ),
    unique=("target_kind", "target"),
    village_column=None,
    core=False,
)

TABLES = (PROBLEMS, RECTIFICATIONS, INSPECTIONS, KEY_TASKS, APPRAISALS, DECISIONS)
