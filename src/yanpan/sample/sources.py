"""SOURCES.yml: per file origin, date, licence and SHA-256; per table which columns are reported, which simulated."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import yaml

from yanpan.sample.registers import REPORTED_TABLES
from yanpan.schema import BY_NAME, TABLES

REPORTED_COLUMNS: dict[str, tuple[str, ...]] = {
    "村社名册": ("类型", "党员数", "村民小组数", "党组织形式", "下设支部数", "网格体系", "治理模式"),
    "工作组": ("组长身份", "成员身份"),
    "职数": ("空缺数",),
    "班子成员": ("一肩挑", "常职", "学历提升"),
    "摸底反馈": ("牵头部门", "部门", "事项", "结论"),
    "产业发展": ("产业", "面积亩", "性质", "级别"),
    "项目建设": ("类别", "数量", "单位", "第二数量", "第二单位", "群众参与", "金额元"),
    "共建合作": ("类型", "内容"),
    "集体经济": ("净收益万元",),
    "闲置资产": ("类别", "状态"),
    "创先争优": ("级别", "授予年", "考核期"),
    "监督处分": ("类型", "单位"),
    "党建任务": ("类型",),
    "问题清单": ("主题", "表述要点"),
    "活动": ("类型", "平台"),
    "后备人才": ("成熟度",),
    "资料查阅": ("事项",),
}
NOTES = {
    "党员数": "仅双泉村为上报数",
    "面积亩": "带“余”的和高山基地为上报数，存量面积为模拟",
    "净收益万元": "仅云峰村二〇二二年为上报数",
    "期间": "仅禅林村组织生活会一行",
}


def sources_yaml(paths: Sequence[Path]) -> str:
    """The text of SOURCES.yml for the files just written."""
    files = {
        path.name: {
            "来源": "yanpan sample 生成的样例镇",
            "日期": "2023-04-20",
            "许可": "CC0-1.0",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(paths)
    }
    tables = {name: _origins(name) for name in BY_NAME if TABLES[BY_NAME[name].key].core}
    head = (
        "# 样例镇材料的出处。人名、地名、路名、企业名、品牌名都是虚构的。\n"
        "# reported：数字沿用一份真实镇级报告；simulated：由带种子的程序模拟。\n"
    )
    return head + yaml.safe_dump({"files": files, "tables": tables}, allow_unicode=True, sort_keys=False, width=120)


def _origins(table: str) -> dict[str, object]:
    reported = REPORTED_COLUMNS.get(table, ())
    columns = [column.zh for column in BY_NAME[table].columns if not column.absent_ok]
    entry: dict[str, object] = {
        "reported": [heading for heading in columns if heading in reported],
        "simulated": [heading for heading in columns if heading not in reported],
    }
    notes = {heading: NOTES[heading] for heading in reported if heading in NOTES}
    if notes and table in REPORTED_TABLES:
        entry["说明"] = notes
    return entry
