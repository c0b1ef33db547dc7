"""A new round: its folder, its township.yml with remarks, and its forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from yanpan.config.paths import Project
from yanpan.config.township import RoundConfig
from yanpan.errors import UserError
from yanpan.forms.known import Known
from yanpan.forms.write import Written, write_forms

_NAME = re.compile(r"\d{4}(?:-[a-z0-9]{1,20}){1,3}")
TOWNSHIP = """\
# 批次：本轮研判的基本情况（“批次”表）。冒号后面空一格再填；日期写成 2024-03-31 的样子。
名称: {name}            # 这项工作在本镇叫什么
届别: {term}            # 如：2021年换届至2026年届满
本届起: {term_start}    # 本届任期第一天；早于这一天的资料标“上届”，不计分
本届止: {term_end}      # 本届任期最后一天
截止日:                 # 材料算到哪一天，也是报告的日期
依据: {basis}           # 上级文件或会议要求
方案: {plan}            # 本镇工作方案的名称
镇名: {township}
牵头部门: {office}
镇定位: {goal}          # 一句话，写在全镇报告开头
党委专题会日期:         # 还没有开会就空着
公开版签批: [校核人, 保密审查人]     # 公开版发布前须由这些职务的人各自签批，每个职务不同的人，至少两人
# 全镇报告按公文印发时打开（去掉各行前的 #；不需要的行删去，默认全部没有）：
# 公文:
#   份号: "000001"                # 六位数字，加引号；有密级的必须有份号
#   密级: 秘密                    # 秘密、机密、绝密
#   保密期限: 1年
#   紧急程度: 加急                # 加急、特急
#   版头:
#     发文机关标志: 某某镇党群工作办公室文件
#     发文字号: 某党群〔2026〕12号
#     签发人: 某某                # 上行文才有
#   主送机关: [镇党委]
#   附件说明: true                # 正文后列出附件，附件页另排序号和标题
#   署名: 某某镇党群工作办公室
#   成文日期: 2026-04-20
#   版记:
#     抄送: [县委组织部]
#     印发机关: 某某镇党政综合办公室
#     印发日期: 2026-04-21
"""


@dataclass(frozen=True)
class NewRound:
    """What was made: whether township.yml is new (an existing one is never written over), and the forms."""

    parameters_made: bool
    forms: Written


def new_round(project: Project, round_id: str, *, known: Known, like: RoundConfig | None = None) -> NewRound:
    """Make the round's folder with forms, and township.yml, filled from `like` as far as it carries over.

    UserError if the name is not of the form 2024-mid.
    """
    if not _NAME.fullmatch(round_id):
        raise UserError(f"批次名“{round_id}”不合要求：要四位年份，加短横和小写字母或数字，如 2024-mid。")
    path = project.round_params(round_id) / "township.yml"
    fresh = not path.exists()
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(township_yaml(like), encoding="utf-8", newline="\n")
    return NewRound(fresh, write_forms(project.raw(round_id), known))


def township_yaml(like: RoundConfig | None = None) -> str:
    """The text of township.yml with remarks; values that are not known are left blank, to be filled in."""
    names = ("name", "term", "term_start", "term_end", "basis", "plan", "township", "office", "goal")
    given = {name: _scalar(getattr(like, name)) if like else "" for name in names}
    if like is None:
        given |= {"name": "届中分析", "office": "镇党群办"}
    return TOWNSHIP.format(**given)


def _scalar(value: object) -> str:
    """A value as it stands in YAML after the colon, quoted where it must be."""
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("...\n").strip()
