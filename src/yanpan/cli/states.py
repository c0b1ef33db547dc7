"""What a report needs, in one line."""

from __future__ import annotations

from yanpan.batch.freshness import State, Work
from yanpan.schema.values import TOWNSHIP

FORMS = {"html": "网页", "pdf": "PDF", "docx": "Word"}


def told(state: State) -> str:
    """`V03 新桥村：须重做——满意度测评表 第 12、31 行已变`."""
    name = state.name if state.owner == TOWNSHIP else f"{state.owner} {state.name}"
    match state.work:
        case Work.NOTHING:
            return f"{name}：最新（{'、'.join(FORMS[form] for form in state.sound)}）"
        case Work.EXPORT:
            return f"{name}：须重新导出——{'；'.join(state.reasons)}"
        case Work.RUN:
            return f"{name}：须重做——{'；'.join(state.reasons)}"
