"""Finding codes of the village report, with the placeholders and conditions that each offers to its patterns."""

from __future__ import annotations

from yanpan.config.phrases import Slots, slots

_SATISFACTION = "满意率 满意率下限 满意率上限 表态份数 满意 基本满意 不满意 不了解 全镇满意率"

TEAM: dict[str, Slots] = {
    "班子.总评": slots(f"总评词 其他 比较 {_SATISFACTION}", "好且稳 好 正常 较差", judged=True),
    "班子.不能总评": slots(_SATISFACTION),
    "班子.政治": slots("来源 评价 应开", "好 正常", judged=True),
    "班子.履职": slots("来源 评价 督查 达标 督查期", "好 正常", judged=True),
    "班子.团结": slots("团结率 依据", "好 正常", judged=True),
    "班子.健全": slots("在岗职数"),
    "组织.概况": slots("党组织 小组数 党员数 支部数 合并前村 一肩挑 常职人数", "合村"),
    "班子.学历提升": slots("大专人数 本科人数 提升"),
}
PARTY: dict[str, Slots] = {
    "治理.网格": slots("模式 网格 级数"),
    "党建.示范": slots("内容 人数 占比 年度"),
    "党建.宣讲": slots("内容 人数 占比 年度"),
    "党建.书记项目": slots("内容 人数 占比 年度"),
    "党建.任务": slots("任务"),
    "荣誉.获评": slots("年度 荣誉", "本届 上届"),
}
INDUSTRY: dict[str, Slots] = {
    "产业.基地": slots("清单 收益"),
    "产业.新增": slots("清单 占比 收益"),
    "产业.改种": slots("清单 占比 收益"),
    "产业.抚育": slots("清单 收益"),
    "产业.流转": slots("面积 产业 说明"),
    "产业.品牌": slots("品牌 产业 面积 收益", "注册"),
    "活动.产业推广": slots("活动", "线上 线下"),
    "活动.民生": slots("活动", "线上 线下"),
    **{f"共建.{kind}": slots("模式 对方 内容 年收益 资产", "独有") for kind in ("跨村联建", "村企共建", "集体+个体")},
    "资产.盘活": slots("资产 年收益", "出租 共建 盘活"),
    "集体经济.收益": slots(
        "年度 金额 口径 基期 基数 增减 增幅 户均 横向", "总收入 经营性收入 净收益 未注明 增加 减少 不变"
    ),
    "成绩.无": slots(""),
}
_PROJECT = slots("名称 地点 数量 面积 说明", "建成 在建 有面积")
PROJECTS: dict[str, Slots] = {
    "项目.道路": slots("路段 工程 占比", "自发 组织 无"),
    "项目.路灯": slots("盏数 灯 地点 金额 占比", "筹资"),
    **{f"项目.{kind}": _PROJECT for kind in ("小区院落", "人居环境", "文化旅游", "产业设施", "其他")},
}
THEMES = (
    "集体经济",
    "产业规模",
    "品牌价值",
    "发展思路",
    "党员示范",
    "党建与产业融合",
    "党建引领",
    "闲置资源",
    "党建创新",
    "党员教育管理",
    "参与治理",
    "人居环境",
    "组织生活与资料",
    "书记项目与双强双创",
    "双诺双评",
    "理论学习",
    "后备与空缺",
    "上级通报",
)
"""Themes of problems that have patterns of their own; the list itself is the policy's."""

_PROBLEM = (
    "要点 收益 年度 净收益 户均 横向 规模 产出 培训 闲置数 应有 实有 质量 上届 起始 后备数 任务 任务名 参与数 完成 项目"
    " 日期 出处"
)
"""The gist, and what evidence of each kind adds to it."""

PROBLEMS: dict[str, Slots] = {
    **{f"问题.{theme}": slots(_PROBLEM, "一般 较重 严重") for theme in (*THEMES, "其他", "单源", "待核")},
    "引语.党建": slots(""),
    "引语.产业": slots(""),
    "问题.职位空缺": slots("职位 空缺数 起始"),
    "问题.受通报": slots("单位 类型 日期"),
    "问题.来源不一": slots("维度 分歧"),
    "问题.无": slots(""),
}
RECTIFICATION: dict[str, Slots] = {
    "整改.概况": slots("问题数 措施数 进度 最近时限", "全部有措施 部分有措施"),
    "整改.没有措施": slots("问题数"),
}
METHOD: dict[str, Slots] = {
    "工作.工作组": slots("组号 组长身份 成员身份 进村日期"),
    "工作.摸底": slots("完成情况 缺项", "齐全 缺项"),
    "工作.摸底未做": slots(""),
    "工作.摸底无反映": slots("结论"),
    "工作.会议": slots("会议场次 到会人次 代表会场次"),
    "工作.未开会": slots(""),
    "工作.谈话": slots("谈话人次"),
    "工作.未谈话": slots(""),
    "工作.票表": slots("表种 发出 收回 有效 无效", "全部有效 有损耗"),
    "工作.票表缺": slots("表种"),
    "工作.建议": slots("建议条数"),
    "工作.资料": slots("事项数 应有 实有 不规范事项", "规范 有缺陷"),
    "工作.未查资料": slots(""),
    "工作.上届资料": slots("事项"),
}
PUBLIC: dict[str, Slots] = {
    "评价.满意率": slots(_SATISFACTION, "有不了解"),
    "评价.慎用": slots("表种 缘由"),
    "评价.无测评": slots(""),
    "评价.总体": slots("应到"),
    "评价.总体不明": slots(""),
    "评价.界限": slots("发出 未表态 最低 最高"),
    "评价.组松严": slots("组数 部分 可估 需要", "一组一村 有互查 分得开"),
    "评价.分层": slots("清单"),
    "评价.与全镇": slots("其他 比较"),
    "评价.分项与全镇": slots("清单 比较", "有差别 无差别"),
    "评价.分项": slots("高项 高值 低项 低值"),
    "评价.分项持平": slots("满意率"),
    "评价.问卷": slots("份数 高项 高值 低项 低值", "单项"),
    "评价.无问卷": slots(""),
    "评价.测评票": slots("好 正常 较差 弃权", "有较差"),
    "评价.无测评票": slots(""),
}
SOURCES: dict[str, Slots] = {
    "互证.一致": slots("维度"),
    "互证.基本一致": slots("维度"),
    "互证.矛盾": slots("维度 分歧"),
    "互证.不足": slots("维度"),
}
GRADE: dict[str, Slots] = {
    "档次.建议": slots("档次 得分"),
    "档次.不能评": slots(""),
    "档次.距上档": slots("差距"),
    "档次.距下档": slots("余量"),
    "档次.不稳": slots(""),
    "档次.定档": slots("档次 日期", "相同 不同 有理由 缺理由 无建议"),
    "档次.定档理由": slots("理由"),
    "档次.口径变动": slots("日期 锁定人 改动"),
    "档次.稳定性": slots("次数 分布 标签", "稳定 较稳定 临界"),
    "档次.稳定性不明": slots("原因"),
    "档次.翻档票": slots("票数 变为", "升 降"),
    "档次.翻档分": slots("分数 变为", "升 降"),
    "档次.对照": slots("得分 档次", "不变 有变"),
}
SINCE: dict[str, Slots] = {
    "纵向.满意率": slots("基期 基数 基数份数 满意率 比较", "高 低 持平"),
    "纵向.档次": slots("基期 前档 档次", "上升 下降 相同"),
    "纵向.人员": slots("基期 变动"),
    "纵向.荣誉": slots("基期 新获 前数"),
    "纵向.整改": slots("基期 前数 销号 销号率 本数", "全销 未全销 未销"),
}
"""Against the village's own round before; made only where there is one."""
CODES: dict[str, Slots] = {
    **SINCE,
    **TEAM,
    **PARTY,
    **INDUSTRY,
    **PROJECTS,
    **PROBLEMS,
    **RECTIFICATION,
    **METHOD,
    **PUBLIC,
    **SOURCES,
    **GRADE,
}
