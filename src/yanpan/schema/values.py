"""Allowed values of the raw tables, and enums for those that the code compares with."""

from __future__ import annotations

from enum import StrEnum

TOWNSHIP = "镇"
"""Owner id of what is of the whole township; villages are owned by their id (V01)."""

MANY_VILLAGES = 30
"""Up to so many villages a report lists each in full; of more it tells groups and distributions, and names few.

Thirty rows with their heading fill a page, and thirty sections are what a reader still takes in order."""


class Grade(StrEnum):
    """A grade of a team, a member or a source, best first."""

    GOOD = "好"
    NORMAL = "正常"
    POOR = "较差"


class Dimension(StrEnum):
    """The four dimensions of the review."""

    THOUGHT = "思想动态"
    DUTY = "履职成效"
    INTEGRITY = "廉洁自律"
    PUBLIC = "群众反映"


class Instrument(StrEnum):
    """Forms that are handed out and collected."""

    QUESTIONNAIRE = "问卷调查表"
    SATISFACTION = "满意度测评表"
    BALLOT = "民主测评票"


class Satisfaction(StrEnum):
    """Answers of the satisfaction form."""

    SATISFIED = "满意"
    MOSTLY = "基本满意"
    DISSATISFIED = "不满意"
    UNKNOWN = "不了解"


class Target(StrEnum):
    """Whom a precheck, ballot, sanction or decision is about."""

    TEAM = "班子"
    MEMBER = "成员"


class Clearance(StrEnum):
    """A department's answer to a precheck."""

    CLEAR = "无反映"
    PENDING = "待核实"
    ADVERSE = "有结论性问题"
    MISSING = "未回复"


class AreaKind(StrEnum):
    """What happened to an area; areas of different kinds are never added."""

    NEW = "新增"
    STOCK = "存量"
    REPLANTED = "改种"
    TENDED = "抚育补植"
    TRANSFERRED = "流转"
    GOAL = "基地目标"


class CheckQuality(StrEnum):
    """Quality of a document check."""

    REGULAR = "规范"
    MOSTLY = "基本规范"
    IRREGULAR = "不规范"
    MISSING = "缺失"


NOT_DISCUSSED = "未谈"
GRADES = tuple(Grade)
GRADES_OR_NOT = (*GRADES, NOT_DISCUSSED)
DIMENSIONS = tuple(Dimension)
INSTRUMENTS = tuple(Instrument)
SATISFACTION = tuple(Satisfaction)
IDENTITIES = ("党员", "村民代表", "小组长", "选调生", "后备干部", "普通群众", "其他")
TALK_PARTNERS = ("两委成员", "党员", "村民代表", "小组长", "选调生", "后备干部", "群众", "离任干部")
EDUCATION = ("初中及以下", "高中或中专", "大专", "本科", "研究生")
HONOUR_LEVELS = ("国家", "省", "市", "县", "镇")
TOPICS = ("廉洁自律", "信访举报", "遵纪守法")
DEPARTMENTS = ("镇纪委", "镇综治办", "镇派出所")
SATISFACTION_ITEMS = {
    "attitude": "工作态度",
    "method": "工作方法",
    "efficiency": "办事效率",
    "teamwork": "团结合作",
    "service": "服务群众",
    "fairness": "公道廉洁",
    "results": "工作成绩",
    "industry": "产业发展",
}
TEAM_BALLOT_ITEMS = ("政治素质", "领导能力", "工作实绩", "党风廉政", "作风建设", "总体")
MEMBER_BALLOT_ITEMS = ("德", "能", "勤", "绩", "廉", "总体")
OVERALL = "总体"
DOCUMENT_ITEMS = (
    "党员大会",
    "支委会",
    "党小组会",
    "党课",
    "主题党日",
    "组织生活会",
    "民主评议党员",
    "发展党员",
    "双诺双评",
    "四议两公开",
    "三务公开",
    "三资台账",
    "网格台账",
    "信访调解",
    "安全",
)
QUESTIONS = {
    "q1": "宣传落实上级决策",
    "q2": "组织生活按时且有质量",
    "q3": "党员带头作用",
    "q4": "团结协作",
    "q5": "重大事项民主议事",
    "q6": "书记带头",
    "q7": "办事及时",
    "q8": "矛盾化解",
    "q9": "人居环境",
    "q10": "网格联系到户",
    "q11": "产业思路清楚",
    "q12": "集体经济有起色",
    "q13": "群众受益",
    "q14": "村务财务公开",
    "q15": "处事公道",
}
