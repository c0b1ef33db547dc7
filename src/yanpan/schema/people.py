"""Who: villages, work groups, posts, members, reserve and retired cadres, postings."""

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
    text,
    village,
    yes_no,
)
from yanpan.schema.values import EDUCATION

VILLAGES = Table(
    "villages",
    "村社名册",
    "一个村（社区）",
    Level.L2,
    (
        Column("village", "编号", Kind.TEXT, note="V01、V02……", example="V01"),
        text("name", "名称", example="河口社区"),
        enum("kind", "类型", ("村", "社区")),
        listing("aliases", "别名", required=False, example="河口、河口居"),
        count("households", "户数", "户"),
        count("population", "人口", "人"),
        count("party_members", "党员数", "人"),
        count("delegates", "村民代表数", "人"),
        count("groups", "村民小组数", "个"),
        enum("party_org", "党组织形式", ("党委", "党总支", "党支部")),
        count("branches", "下设支部数", "个", required=False),
        listing("merged_from", "合并前村", required=False),
        text("grid", "网格体系", required=False, example="1+2+18+N"),
        text("governance", "治理模式", required=False, example="党建+网格"),
        text("public_code", "公开代号", example="甲村"),
    ),
    unique=("village",),
    id_column="village",
)

WORK_GROUPS = Table(
    "work_groups",
    "工作组",
    "一个工作组",
    Level.L2,
    (
        text("group", "组号", example="1"),
        text("leader", "组长"),
        text("leader_role", "组长身份", example="包片领导"),
        listing("members", "成员"),
        listing("member_roles", "成员身份", example="驻村干部"),
        village("village", "主责村"),
        listing("cross_villages", "互查村", required=False),
        date("first_visit", "首次进村日期"),
    ),
    unique=("group",),
    id_column="group",
)

POSITIONS = Table(
    "positions",
    "职数",
    "一个村的一种职位",
    Level.L2,
    (
        village(),
        text("post", "职位", example="村副主任"),
        count("approved", "核定职数", "职"),
        count("filled", "在岗数", "职"),
        count("vacant", "空缺数", "职"),
        date("vacant_since", "空缺起始", required=False),
    ),
    unique=("village", "post"),
)

MEMBERS = Table(
    "members",
    "班子成员",
    "一名班子成员",
    Level.L3,
    (
        text("member", "成员编号", example="V01-M01"),
        village(),
        text("name", "姓名"),
        enum("sex", "性别", ("男", "女")),
        Column("born", "出生年月", Kind.MONTH, example="1975-06"),
        text("politics", "政治面貌", example="中共党员"),
        enum("education", "学历", EDUCATION),
        listing("posts", "职务", example="村党组织书记、村主任"),
        yes_no("dual_role", "一肩挑"),
        yes_no("full_time", "常职"),
        yes_no("serving", "在任"),
        date("since", "任职日期"),
        enum("upgrade", "学历提升", ("无", "大专", "本科")),
        text("duties", "分工", required=False),
    ),
    unique=("member",),
    id_column="member",
)

RESERVES = Table(
    "reserves",
    "后备人才",
    "一名后备人才",
    Level.L3,
    (
        text("code", "代号", example="V01-H01"),
        village(),
        enum("origin", "来源", ("优秀党员", "复员退伍军人", "致富能手", "大学生", "其他")),
        enum("quality", "基本素质", ("好", "一般")),
        enum("prospects", "发展前景", ("好", "一般")),
        enum("spirit", "精神状态", ("好", "一般")),
        enum("maturity", "成熟度", ("成熟", "可用", "培养")),
        text("mentor", "导师", required=False),
        count("mentorings", "帮带次数", "次", required=False),
        text("assignment", "锻炼任务", required=False),
    ),
    unique=("code",),
    id_column="code",
)

RETIRED = Table(
    "retired_cadres",
    "离任干部",
    "一名离任干部",
    Level.L3,
    (
        text("code", "代号", example="V01-L01"),
        village(),
        text("post", "原职务"),
        yes_no("adviser", "智囊团"),
        yes_no("rehired", "再上岗"),
        text("paired_with", "结对对象", required=False),
    ),
    unique=("code",),
    id_column="code",
)

POSTINGS = Table(
    "postings",
    "下派锻炼",
    "一名下派锻炼人员",
    Level.L3,
    (
        village(),
        enum("kind", "人员类", ("选调生", "村大")),
        date("start", "起"),
        date("end", "止", required=False),
    ),
)

TABLES = (VILLAGES, WORK_GROUPS, POSITIONS, MEMBERS, RESERVES, RETIRED, POSTINGS)
