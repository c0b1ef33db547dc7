"""Finding codes of performance files, with what each offers to its patterns."""

from __future__ import annotations

from yanpan.config.phrases import Slots, slots

CODES: dict[str, Slots] = {
    "档.开头": slots("批数 截止日"),
    "档.任务": slots("党建 党建分列 重点 重点分列", "有党建 有重点"),
    "档.督查": slots("月数 事项 未达标", "有 无 全达标"),
    "档.整改": slots("问题数 销号率 逾期数", "有 无 有逾期"),
    "档.考核": slots("年数", "有 无 有表"),
}
