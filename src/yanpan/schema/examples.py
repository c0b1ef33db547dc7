"""Examples for columns whose declaration carries none, for the codebook and the forms. All names are made up."""

from __future__ import annotations

from yanpan.schema.model import Column, Table

EXAMPLES: dict[tuple[str, str], str] = {
    ("villages", "merged_from"): "上河村、下河村",
    ("work_groups", "leader"): "周某某",
    ("work_groups", "members"): "李某、王某某",
    ("work_groups", "cross_villages"): "青山村",
    ("members", "name"): "陈某某",
    ("members", "duties"): "主持全面工作",
    ("reserves", "mentor"): "周某某",
    ("reserves", "assignment"): "参与网格走访",
    ("retired_cadres", "post"): "村副主任",
    ("retired_cadres", "paired_with"): "V01-M03",
    ("meetings", "identities"): "党员、村民代表",
    ("form_returns", "meeting"): "HY-V01-1",
    ("talks", "talkers"): "周某某、李某",
    ("talks", "gist"): "建议多办技术培训",
    ("questionnaires", "best"): "修路",
    ("questionnaires", "worst"): "停车不便",
    ("questionnaires", "advice"): "多开院坝会",
    ("satisfaction_forms", "remark"): "路灯再装几盏",
    ("document_checks", "recheck"): "已补齐",
    ("document_checks", "issue"): "缺一次会议记录",
    ("routine_records", "gist"): "防汛值守到位",
    ("suggestions", "content"): "硬化产业路",
    ("suggestions", "theme"): "基础设施",
    ("suggestions", "merged_into"): "JY-V01-03",
    ("industries", "brand"): "青禾冷笋",
    ("industries", "note"): "含两处基地",
    ("projects", "name"): "河西路硬化",
    ("projects", "place"): "二组",
    ("projects", "road"): "河西路",
    ("projects", "segment"): "桥头至晒坝",
    ("projects", "unit"): "公里",
    ("projects", "unit2"): "盏",
    ("projects", "note"): "分两期",
    ("cooperations", "partner"): "V02",
    ("cooperations", "content"): "合建冷库",
    ("cooperations", "status"): "已投用",
    ("collective_income", "source_note"): "出租、入股分红",
    ("idle_assets", "name"): "旧村小",
    ("idle_assets", "project"): "GJ-01",
    ("honours", "name"): "文明村",
    ("honours", "awarder"): "县委宣传部",
    ("sanctions", "issuer"): "镇纪委",
    ("party_tasks", "content"): "冷笋合作社带户",
    ("activities", "name"): "采摘节",
    ("activities", "note"): "与邻村合办",
    ("problems", "themes"): "产业发展",
    ("problems", "recoded"): "产业发展、集体经济",
    ("problems", "gist"): "冷笋、1500余亩、无初加工",
    ("rectifications", "direction"): "延长产业链",
    ("rectifications", "measure"): "建一条初加工线",
    ("rectifications", "owner"): "陈某某",
    ("inspections", "item"): "环境卫生",
    ("inspections", "issue"): "垃圾点未清",
    ("key_tasks", "content"): "防汛值守",
    ("decisions", "reason"): "摸底情况已核实",
}


def example_of(table: Table, column: Column) -> str:
    """What a well-filled cell of the column looks like; never empty.

    >>> from yanpan.schema import TABLES
    >>> members = TABLES["members"]
    >>> example_of(members, members.by_key["name"]), example_of(members, members.by_key["sex"])
    ('陈某某', '男')
    """
    return column.example or EXAMPLES[table.key, column.key]
