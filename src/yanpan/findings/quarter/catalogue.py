"""Finding codes of the quarterly report and its slips, with what each offers to its patterns."""

from __future__ import annotations

from yanpan.config.phrases import Slots, slots

_INSPECTED = "季度 截止日 应查 实查 事项 未达标 缺查"
_STATES = "有缺查 无缺查 未开展 未到期"
_RECTIFIED = "季度 截止日 问题数 销号率 逾期数 分状态 本季销号 逾期村"
_SCHEDULED = "季度 截止日 总数 完成 逾期 本季 下季 逾期村"

CODES: dict[str, Slots] = {
    "季.要点.督查": slots(_INSPECTED, _STATES),
    "季.要点.短板": slots("季度 截止日 上季 增加村 减少村", "有增加 无增加 有减少 不能比"),
    "季.要点.整改": slots(_RECTIFIED, "有措施 无措施 有逾期"),
    "季.要点.调度": slots(_SCHEDULED, "有逾期 无逾期"),
    "季.督查": slots(_INSPECTED, _STATES),
    "季.未结束": slots("季度 截止日 未到月"),
    "季.纵向": slots("季度 截止日 上季 增加村 减少村", "有增加 无增加 有减少 不能比"),
    "季.横向": slots("季度 截止日 中位数 偏高村", "有偏高 无偏高 不能比"),
    "季.未整改": slots("未达标 未整改 村 村数", "有 无"),
    "季.整改": slots(_RECTIFIED, "有措施 无措施 有逾期"),
    "季.整改.无": slots("季度 截止日"),
    "季.转入": slots("转入 销号", "全销 未全销"),
    "季.调度": slots(_SCHEDULED, "有逾期 无逾期"),
    "季.调度.无": slots("季度 截止日"),
    "季.考核": slots("督导 实绩 测评 年度 已考 缺项", "有结果 无结果 有缺项 有表"),
    "季.下派": slots("村", "有建议 无建议"),
    "季.提醒": slots("季度 截止日 份数 村 无须村", "有 无 有无须"),
    "季.局限.无督查": slots(_INSPECTED),
    "季.局限.无上季": slots("上季"),
    "季.局限.无日期": slots("条数"),
    "季.局限.缺材料": slots("缺项"),
    "季.提醒.开头": slots("季度 截止日"),
    "季.提醒.缺查": slots("月"),
    "季.提醒.扣分": slots("季度 截止日 本季分 上季分 增加分 中位数 事项", "增加 偏高"),
    "季.提醒.未整改": slots("项数 清单", "有省略"),
    "季.提醒.整改": slots("项数 清单", "有省略"),
    "季.提醒.重点.逾期": slots("项数 清单", "有省略"),
    "季.提醒.重点.临近": slots("项数 清单", "有省略"),
    "季.提醒.结尾": slots("天数 牵头"),
}
