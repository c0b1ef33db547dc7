"""What was heard and seen: prechecks, meetings, forms, talks, ballots, documents, records, suggestions."""

from __future__ import annotations

from yanpan.schema.model import (
    Column,
    Kind,
    Level,
    Table,
    count,
    date,
    enum,
    listing,
    number,
    text,
    village,
)
from yanpan.schema.values import (
    DIMENSIONS,
    DOCUMENT_ITEMS,
    GRADES,
    GRADES_OR_NOT,
    IDENTITIES,
    INSTRUMENTS,
    QUESTIONS,
    SATISFACTION,
    SATISFACTION_ITEMS,
    TALK_PARTNERS,
    TOPICS,
    CheckQuality,
    Clearance,
    Target,
)

TARGET_NOTE = "“班子”或成员编号"

PRECHECKS = Table(
    "prechecks",
    "摸底反馈",
    "一个对象 × 部门 × 事项",
    Level.L4,
    (
        enum("target_kind", "对象类型", tuple(Target)),
        village(),
        text("target", "对象", note=TARGET_NOTE, example="V01-M01"),
        text("lead", "牵头部门", example="镇党群办"),
        text("department", "部门", note="名单见 policy.yml", example="镇纪委"),
        enum("topic", "事项", TOPICS),
        enum("answer", "结论", tuple(Clearance)),
        date("replied", "回复日期", required=False),
        date("fed_back", "反馈日期", required=False),
    ),
    unique=("village", "target", "department", "topic"),
    forbidden=("详情", "线索", "举报人"),
)

MEETINGS = Table(
    "meetings",
    "会议",
    "一场会议",
    Level.L2,
    (
        text("meeting", "会议编号", example="HY-V01-1"),
        village(),
        enum("kind", "类型", ("党员群众代表会议", "座谈会", "实地走访", "其他")),
        date("date", "日期"),
        count("expected", "应到", "人"),
        count("present", "实到", "人"),
        listing("identities", "参与身份"),
    ),
    unique=("meeting",),
    id_column="meeting",
)

FORM_RETURNS = Table(
    "form_returns",
    "票表回收",
    "一个村的一种票表",
    Level.L2,
    (
        village(),
        text("meeting", "会议编号", required=False),
        enum("instrument", "表种", INSTRUMENTS),
        count("issued", "发出", "份"),
        count("returned", "收回", "份"),
        count("valid", "有效", "份"),
        count("invalid", "无效", "份"),
    ),
    unique=("village", "instrument"),
)

TALKS = Table(
    "talks",
    "谈心谈话",
    "一次谈话",
    Level.L3,
    (
        text("talk", "谈话编号", example="TH-V01-01"),
        village(),
        date("date", "日期"),
        listing("talkers", "谈话人", note="至少两人"),
        enum("partner", "对象类别", TALK_PARTNERS),
        text("target", "涉及对象", note=TARGET_NOTE, example="班子"),
        enum("thought", DIMENSIONS[0], GRADES_OR_NOT),
        enum("duty", DIMENSIONS[1], GRADES_OR_NOT),
        enum("integrity", DIMENSIONS[2], GRADES_OR_NOT),
        enum("public", DIMENSIONS[3], GRADES_OR_NOT),
        enum("living", "工作生活", ("无困难", "有困难", "未谈")),
        text("gist", "要点", required=False),
    ),
    unique=("talk",),
    id_column="talk",
)

QUESTIONNAIRES = Table(
    "questionnaires",
    "问卷调查表",
    "一份收回的问卷",
    Level.L3,
    (
        village(),
        text("form", "份号", example="001"),
        enum("channel", "渠道", ("纸质", "线上")),
        number("seconds", "用时秒", "秒"),
        enum("identity", "身份", IDENTITIES),
        *(
            Column(
                key,
                key.upper(),
                Kind.INT,
                required=False,
                low=0,
                high=5,
                example="4",
                note=f"{label}（5 非常认同 … 1 很不认同，0 不了解）",
            )
            for key, label in QUESTIONS.items()
        ),
        Column(
            "r1", "R1", Kind.INT, required=False, low=0, high=5, note="反向题：村里的事多是少数人说了算", example="2"
        ),
        Column("a1", "A1", Kind.INT, required=False, low=0, high=5, note="注意题，仅线上，应选 3", example="3"),
        enum("k1", "K1", ("对", "错", "不知道"), required=False, note="知晓题：本村“书记项目”"),
        enum("k2", "K2", ("对", "错", "不知道"), required=False, note="知晓题：党员承诺事项"),
        text("best", "最满意", required=False),
        text("worst", "最突出问题", required=False),
        text("advice", "建议", required=False),
    ),
    unique=("village", "form"),
)

SATISFACTION_FORMS = Table(
    "satisfaction_forms",
    "满意度测评表",
    "一份收回的测评表",
    Level.L3,
    (
        village(),
        text("form", "份号", example="001"),
        enum("identity", "身份", IDENTITIES),
        *(enum(key, zh, SATISFACTION, required=False) for key, zh in SATISFACTION_ITEMS.items()),
        enum("overall", "总体评价", SATISFACTION, required=False, note="空白或双勾：该票无效"),
        text("remark", "意见", required=False),
    ),
    unique=("village", "form"),
)

BALLOTS = Table(
    "ballot_tallies",
    "民主测评票",
    "一个对象 × 项目的计票",
    Level.L3,
    (
        village(),
        enum("target_kind", "对象类型", tuple(Target)),
        text("target", "对象", note=TARGET_NOTE, example="班子"),
        text("item", "项目", example="总体"),
        count("good", "好", "票"),
        count("normal", "正常", "票"),
        count("poor", "较差", "票"),
        count("abstain", "弃权", "票"),
    ),
    unique=("village", "target", "item"),
)

DOCUMENT_CHECKS = Table(
    "document_checks",
    "资料查阅",
    "一个村 × 事项 × 期间",
    Level.L2,
    (
        village(),
        enum("item", "事项", DOCUMENT_ITEMS),
        Column("period", "期间", Kind.PERIOD, example="2022"),
        count("due", "应有", "次"),
        count("found", "实有", "次"),
        enum("quality", "质量", tuple(CheckQuality)),
        enum("criticism", "批评与自我批评", ("有", "无", "不适用")),
        text("recheck", "复查结果", required=False),
        text("issue", "问题", required=False),
    ),
    unique=("village", "item", "period"),
)

ROUTINE = Table(
    "routine_records",
    "平时掌握",
    "一条平时掌握的情况",
    Level.L3,
    (
        village(),
        date("date", "日期"),
        enum("origin", "来源", ("驻村", "督查", "信访", "业务科室")),
        enum("dimension", "维度", DIMENSIONS),
        enum("leaning", "倾向", GRADES),
        text("gist", "摘要"),
    ),
)

SUGGESTIONS = Table(
    "suggestions",
    "问题建议",
    "一条问题建议",
    Level.L3,
    (
        text("code", "编号", example="JY-V01-01"),
        village(),
        enum("origin", "来源", ("会议", "谈话", "问卷", "测评", "信访转办")),
        enum("identity", "身份", IDENTITIES),
        text("content", "内容"),
        text("theme", "主题"),
        text("merged_into", "并入", required=False, note="编号或空"),
        enum("verified", "核实结果", ("属实", "部分属实", "不属实", "待核实")),
    ),
    unique=("code",),
    id_column="code",
)

TABLES = (
    PRECHECKS,
    MEETINGS,
    FORM_RETURNS,
    TALKS,
    QUESTIONNAIRES,
    SATISFACTION_FORMS,
    BALLOTS,
    DOCUMENT_CHECKS,
    ROUTINE,
    SUGGESTIONS,
)
