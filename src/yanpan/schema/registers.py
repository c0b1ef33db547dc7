"""What the villages have and did: industries, projects, cooperation, income, assets, honours, sanctions, tasks."""

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
    quantity,
    text,
    village,
    year,
    yes_no,
)
from yanpan.schema.values import HONOUR_LEVELS, AreaKind, Grade, Target

INDUSTRIES = Table(
    "industries",
    "产业发展",
    "一项产业的面积或基地",
    Level.L2,
    (
        village(),
        text("industry", "产业", example="高山冷竹笋"),
        text("category", "品类", note="合计以此为口径", example="竹笋"),
        quantity("area", "面积亩", "亩"),
        enum("area_kind", "性质", tuple(AreaKind)),
        year("year", "年度"),
        enum("level", "级别", HONOUR_LEVELS, required=False),
        text("brand", "品牌", required=False),
        yes_no("brand_registered", "品牌注册", required=False),
        number("income", "集体收益万元", "万元"),
        listing("chain", "产业环节", required=False, example="种植、初加工、销售"),
        text("note", "说明", required=False),
    ),
)

PROJECTS = Table(
    "projects",
    "项目建设",
    "一个项目或路段",
    Level.L2,
    (
        text("project", "项目号", example="XM-V03-01"),
        village(),
        text("name", "名称"),
        enum("kind", "类别", ("道路", "路灯", "小区院落", "人居环境", "文化旅游", "产业设施", "其他")),
        text("place", "地点", required=False),
        text("road", "路名", required=False),
        text("segment", "路段起止", required=False),
        quantity("amount", "数量", "见“单位”", example="3"),
        text("unit", "单位", required=False),
        quantity("amount2", "第二数量", "见“第二单位”"),
        text("unit2", "第二单位", required=False),
        enum("turnout", "群众参与", ("自发", "组织", "无")),
        enum("funding", "资金来源", ("财政", "集体", "群众筹资", "企业", "其他")),
        quantity("money", "金额元", "元"),
        text("status", "状态", example="已完成"),
        date("finished", "完成日期", required=False),
        text("note", "说明", required=False),
    ),
    unique=("project",),
    id_column="project",
)

COOPERATIONS = Table(
    "cooperations",
    "共建合作",
    "一项合作的一方",
    Level.L2,
    (
        enum("kind", "类型", ("跨村联建", "村企共建", "集体+个体")),
        text("project", "项目号", example="GJ-01"),
        village("village", "本方村"),
        text("partner", "对方", note="村编号、村名或合作方名称"),
        text("content", "内容"),
        text("status", "状态"),
        number("income", "本方年收益万元", "万元"),
    ),
    unique=("project", "village"),
)

COLLECTIVE_INCOME = Table(
    "collective_income",
    "集体经济",
    "一个村 × 年度",
    Level.L2,
    (
        village(),
        year("year", "年度"),
        number("total", "总收入万元", "万元"),
        number("operating", "经营性收入万元", "万元"),
        number("net", "净收益万元", "万元"),
        count("sources", "来源数", "个"),
        text("source_note", "来源说明", required=False),
        enum("basis", "口径", ("总收入", "经营性收入", "净收益", "未注明")),
    ),
    unique=("village", "year"),
)

IDLE_ASSETS = Table(
    "idle_assets",
    "闲置资产",
    "一处资产",
    Level.L2,
    (
        village(),
        text("name", "名称"),
        text("kind", "类别", example="房屋"),
        count("amount", "数量", "处"),
        enum("status", "状态", ("闲置", "出租", "共建", "盘活")),
        text("project", "项目号", required=False),
        number("income", "年收益万元", "万元"),
    ),
)

HONOURS = Table(
    "honours",
    "创先争优",
    "一项荣誉",
    Level.L1,
    (
        village(),
        text("name", "名称"),
        enum("level", "级别", HONOUR_LEVELS),
        text("awarder", "授予单位"),
        year("year", "授予年"),
        Column("period", "考核期", Kind.PERIOD, required=False, example="2019-2021"),
    ),
)

SANCTIONS = Table(
    "sanctions",
    "监督处分",
    "一项处分或通报",
    Level.L4,
    (
        village(),
        enum("target_kind", "对象类型", tuple(Target)),
        text("target", "对象", note="“班子”或成员编号", example="班子"),
        enum("kind", "类型", ("通报", "约谈", "诫勉", "党纪", "政务", "其他")),
        enum("level", "级别", HONOUR_LEVELS),
        text("issuer", "单位"),
        date("date", "日期"),
        enum("publicity", "公开属性", ("可公开结论", "仅内部")),
    ),
)

PARTY_TASKS = Table(
    "party_tasks",
    "党建任务",
    "一项党建任务",
    Level.L2,
    (
        village(),
        enum(
            "kind",
            "类型",
            (
                "书记项目",
                "双强双创",
                "双诺双评",
                "发展党员",
                "主题宣讲",
                "党建+产业",
                "党建品牌",
                "自选动作",
                "党员示范",
            ),
        ),
        year("year", "年度"),
        text("content", "内容"),
        count("participants", "参与党员数", "人", required=False),
        enum("completion", "完成情况", tuple(Grade)),
    ),
)

ACTIVITIES = Table(
    "activities",
    "活动",
    "一次活动",
    Level.L2,
    (
        village(),
        enum("kind", "类型", ("产业推广", "学习交流", "民生服务", "其他")),
        text("name", "名称"),
        enum("platform", "平台", ("线上", "线下")),
        date("date", "日期"),
        count("people", "人次", "人次", required=False),
        text("note", "说明", required=False),
    ),
)

TRAININGS = Table(
    "trainings",
    "教育培训",
    "一次培训",
    Level.L2,
    (
        village(),
        enum("kind", "类型", ("素能", "理论", "警示", "案例", "实践")),
        enum("ability", "能力方向", ("基层治理", "乡村振兴", "矛盾化解", "应急应变", "其他")),
        enum("audience", "对象", ("班子成员", "党员", "后备干部")),
        date("date", "日期"),
        count("people", "人次", "人次"),
    ),
)

TABLES = (
    INDUSTRIES,
    PROJECTS,
    COOPERATIONS,
    COLLECTIVE_INCOME,
    IDLE_ASSETS,
    HONOURS,
    SANCTIONS,
    PARTY_TASKS,
    ACTIVITIES,
    TRAININGS,
)
