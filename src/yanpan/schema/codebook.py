"""DATA.md, the codebook: written from the declarations, so that it cannot fall behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.schema import TABLES
from yanpan.schema.codebook_prose import FILES, INTRODUCTION, LEVELS, READING, RULES
from yanpan.schema.examples import example_of
from yanpan.schema.model import Column, Kind, Table
from yanpan.schema.usual import USUAL, USUAL_IN_UNIT

KINDS: dict[Kind, tuple[str, str, str]] = {
    Kind.TEXT: ("文字", "任意文字", "去掉首尾空格"),
    Kind.LIST: ("多项", "各项之间用顿号", "以“、”分隔的文字"),
    Kind.ENUM: ("选项", "只填所列的值；空格、全半角、常见同义写法、繁体字自动归一", "所列的值"),
    Kind.BOOL: ("是否", "是、否；√、✔ 也认", "是或否"),
    Kind.INT: ("整数", "阿拉伯数字，全角亦可", "整数"),
    Kind.NUMBER: ("小数", "阿拉伯数字，可带单位", "小数"),
    Kind.QUANTITY: ("约数", "可写“1500余”“约3”“近5000”“0.15万”，可带单位", "数值和“余、约、近”的含义"),
    Kind.YEAR: ("年份", "四位，如 2023 或 2022年度", "年份"),
    Kind.MONTH: ("年月", "2023-03、2023年3月、2023.03", "2023-03"),
    Kind.DATE: ("日期", "2023-03-07、2023.3.7、2023年3月7日、二〇二三年三月七日", "2023-03-07"),
    Kind.PERIOD: ("期间", "2022、2022年第二季度、2022年上半年、2019－2021年度、2022年3月", "期间"),
    Kind.VILLAGE: ("村", "编号、正式名称或别名", "编号"),
}
"""Per kind: its name, how to fill it in, what it is read as."""

HEADINGS = ("表头", "代码", "类型", "单位", "可填的值", "必填", "级别", "说明", "示例")


def render() -> str:
    """DATA.md as Markdown, ending with one line feed."""
    kinds = "\n".join(_row(KINDS[kind]) for kind in Kind)
    parts = [
        INTRODUCTION.format(count=len(TABLES)),
        FILES,
        READING.format(kinds=kinds),
        LEVELS,
        RULES.format(units="、".join(f"{limit:.15g} {unit}" for unit, limit in USUAL_IN_UNIT.items())),
        _overview(TABLES.values()),
        "## 逐表说明\n",
        *(_table(table) for table in TABLES.values()),
    ]
    return "\n".join(parts)


def _overview(tables: Iterable[Table]) -> str:
    lines = [("表名", "代码", "一行是", "级别", "缺了这张表"), ("---",) * 5]
    lines += [(table.zh, f"`{table.key}`", table.row_is, table.level.name, _if_absent(table)) for table in tables]
    return "## 表的清单\n\n" + "\n".join(map(_row, lines)) + "\n"


def _if_absent(table: Table) -> str:
    return "批次不完整" if table.core else "不影响（研判之后填写）"


def _table(table: Table) -> str:
    said = [f"一行是{table.row_is}", f"级别 {table.level.name}", _key(table)]
    said += [f"不得有的列：{'、'.join(table.forbidden)}"] if table.forbidden else []
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(_column(table, column) for column in table.columns)]
    return f"### {table.zh}（`{table.key}`）\n\n{'；'.join(said)}。\n\n" + "\n".join(map(_row, lines)) + "\n"


def _key(table: Table) -> str:
    if not table.unique:
        return "没有不可重复的列，证据按行号"
    headings = "＋".join(table.by_key[key].zh for key in table.unique)
    evidence = f"“{table.by_key[table.id_column].zh}”" if table.id_column else "行号"
    return f"不可重复：{headings}；证据按{evidence}"


def _column(table: Table, column: Column) -> tuple[str, ...]:
    return (
        column.zh,
        f"`{column.key}`",
        KINDS[column.kind][0],
        column.unit,
        "，".join(filter(None, (values_of(column), usual_of(table, column)))),
        "是" if column.required else "可空",
        table.level_of(column.key).name,
        column.note,
        example_of(table, column),
    )


def values_of(column: Column) -> str:
    """What may stand in a cell: the list of values, or the range of numbers; '' where anything may.

    >>> values_of(TABLES["positions"].by_key["vacant"]), values_of(TABLES["members"].by_key["sex"])
    ('不小于0', '男/女')
    """
    if column.allowed:
        return "/".join(column.allowed)
    if column.low is not None and column.high is not None:
        return f"{column.low:g}—{column.high:g}"
    return f"不小于{column.low:g}" if column.low is not None else ""


def usual_of(table: Table, column: Column) -> str:
    """The bound over which a figure is told (W01); '' if it has none.

    >>> usual_of(TABLES["industries"], TABLES["industries"].by_key["area"])
    '超过30000提示'
    """
    limit = USUAL.get((table.key, column.key))
    if limit is not None:
        return f"超过{limit:.15g}提示"
    return "离群按单位提示（规则13）" if column.unit.startswith("见") else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
