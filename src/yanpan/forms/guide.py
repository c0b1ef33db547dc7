"""The sheet 填表说明 of a form: how to fill it in, every column, an example row. Intake leaves the sheet out."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.forms.sheets import heading
from yanpan.schema import Column, Table
from yanpan.schema.codebook import KINDS, values_of
from yanpan.schema.examples import example_of
from yanpan.schema.prefilled import GUIDE, NOTHING_TO_REPORT
from yanpan.workbooks import Sheet, Value

ADVICE = (
    "怎么填",
    "1. 在以表名命名的工作表里填，从第二行起，一行一条；本页只供查看，不读取。",
    "2. 有下拉列表的，点开来选；选中单元格，旁边有这一列的提示。",
    "3. 不改表头，不在表头上面加行；列的先后可以换。",
    f"4. 确实没有可报的，第一格填“{NOTHING_TO_REPORT}”；什么都不填，按没有交这张表处理。",
    "5. 已经填好的村、成员和项目是按名册排的，核对后接着填；排好的行要么填全，要么整行删去。",
    "6. 各表都不填身份证号和电话号码。",
    "7. 同一行内容只在一个文件里填：或填全镇一张表，或填各村的工作簿。",
)
LEVELS = "级别：L1 脱敏后可以公开；L2 镇内部；L3 仅党委专题会；L4 摸底和处分，封存。"
HEADINGS = ("表头", "怎么填", "单位", "可填的值", "必填", "级别", "说明", "示例")
_WIDTHS = (16.0, 34.0, 8.0, 40.0, 8.0, 8.0, 36.0, 22.0)


def guide_sheet(tables: Iterable[Table]) -> Sheet:
    """Instructions, then for each table its columns and an example row, which stands here and nowhere else."""
    cells: list[list[Value]] = [[line] for line in (*ADVICE, LEVELS)]
    bold = [1]
    for table in tables:
        cells += [[], [f"{table.zh}：一行是{table.row_is}"], list(HEADINGS)]
        bold += [len(cells) - 1, len(cells)]
        cells += [_about(table, column) for column in table.columns]
        cells += [["示例（照这样填，不要填在这里）"], [heading(column) for column in table.columns]]
        bold += [len(cells) - 1, len(cells)]
        cells.append([example_of(table, column) for column in table.columns])
    return Sheet(GUIDE, cells, heading_rows=tuple(bold), widths=_WIDTHS)


def _about(table: Table, column: Column) -> list[Value]:
    return [
        column.zh,
        f"{KINDS[column.kind][0]}：{KINDS[column.kind][1]}",
        column.unit,
        values_of(column),
        "必填" if column.required else "可空",
        table.level_of(column.key).name,
        column.note,
        example_of(table, column),
    ]
