"""Finding codes of the village report, with what each offers to its patterns."""

from __future__ import annotations

from yanpan.config.phrases import Slots, slots

CODES: dict[str, Slots] = {
    "班子.总评": slots("总评词"),
    "项目.道路": slots("路段", "自发 组织"),
}
