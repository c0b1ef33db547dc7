"""Why a result is stale: two sets of parts compared, told in Chinese sentences without full stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from yanpan.keys.inputs import PARAMS, Parts
from yanpan.keys.rows import RowHashes, changed_rows
from yanpan.schema import TABLES
from yanpan.schema.values import SATISFACTION_ITEMS

DONE = "done "
"""Before the hash of a village's summary in the township's parts; a village without a usable one has another word."""
_MOST = 6
"""Names told one by one; more are counted."""
_PHRASES = "phrases.yml"


def village_reasons(old: Parts, new: Parts, old_rows: RowHashes, new_rows: RowHashes) -> list[str]:
    """What of a village's parts has changed; rows first. Empty if nothing has."""
    told = []
    if old.get("rows") != new.get("rows"):
        told += changed_rows(old_rows, new_rows) or ["本村数据的整理结果已变"]
    elif old.get("earlier") != new.get("earlier"):
        told += changed_rows(old_rows, new_rows) or ["用来对比的以前批次有变化"]
    if old.get("compared") != new.get("compared"):
        told.append(f"全镇对照值已变：{_compared(old.get('compared') or {}, new.get('compared') or {})}")
    return told + _common(old, new, "village.ipynb")


def township_reasons(old: Parts, new: Parts, names: Mapping[str, str]) -> list[str]:
    """What of the township's parts has changed. `names`: of villages by id."""
    handed = new.get("villages") or {}
    whose = _differing(old.get("villages") or {}, handed)
    done = [names.get(village, village) for village in whose if str(handed.get(village)).startswith(DONE)]
    undone = [names.get(village, village) for village in whose if not str(handed.get(village)).startswith(DONE)]
    changed = _differing(old.get("tables") or {}, new.get("tables") or {})
    shown = [TABLES[key].zh for key in changed if key in TABLES]
    told = [f"{_listed(done)} 的结果有更新"] if done else []
    told += [f"{_listed(undone)} 的结果过期或没有完成"] if undone else []
    told += [f"{_listed(shown)} 有改动"] if shown else []
    if old.get("benchmarks") != new.get("benchmarks") and not changed:
        told.append("全镇对照值已变")
    return told + _common(old, new, "township.ipynb")


def _common(old: Parts, new: Parts, notebook: str) -> list[str]:
    told = []
    files = [name for name in dict.fromkeys((*new, *old)) if name.startswith(PARAMS)]
    for name in files:
        if old.get(name) != new.get(name):
            told.append(_settings(name.removeprefix(PARAMS), old.get(name), new.get(name)))
    if old.get("notebook") != new.get("notebook"):
        told.append(f"{notebook} 已改：{_cells(old.get('notebook') or [], new.get('notebook') or [])}")
    if old.get("names") != new.get("names"):
        told.append(f"村社名册已变：{_names(old.get('names') or [], new.get('names') or [])}")
    if old.get("missing") != new.get("missing"):
        told.append("本轮缺的材料有变化")
    if old.get("package") != new.get("package"):
        told.append("yanpan 程序有改动")
    if old.get("libraries") != new.get("libraries"):
        told.append(f"程序库的版本已变：{_versions(old.get('libraries') or {}, new.get('libraries') or {})}")
    return told


def _settings(file: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> str:
    if old is None:
        return f"新增了 {file}"
    if new is None:
        return f"{file} 已删去"
    changed = [name for name in _differing(old, new) if name.rpartition("→")[2] not in ("次序", "")]
    if file == _PHRASES:
        names = [name.removeprefix("短语→") for name in changed]
        return f"短语 {_listed(names)} 已改" if names else f"{file} 里的次序已改"
    return f"{file} 已变：{_listed(changed) or '各项次序'}"


def _cells(old: Sequence[str], new: Sequence[str]) -> str:
    """Numbers of the cells, the parameters' cell not counted."""
    if len(old) != len(new):
        return f"由 {len(old)} 格变为 {len(new)} 格"
    changed = [str(number) for number, pair in enumerate(zip_longest(old, new), start=1) if pair[0] != pair[1]]
    return f"第 {_listed(changed)} 格（参数格不计）"


def _roster(old: Any, new: Any) -> str:
    """What of the roster has changed; of many villages only a hash is kept, and that it has."""
    if isinstance(old, str) or isinstance(new, str):
        return "村社名册已变"
    return f"村社名册已变：{_names(old, new)}"


def _names(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> str:
    before, after = ({each[0]: each[1] for each in names} for names in (old, new))
    told = [f"{key} {before.get(key, '（无）')} → {after.get(key, '（无）')}" for key in _differing(before, after)]
    return _listed(told) or "次序"


def _versions(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    return _listed([f"{name} {old.get(name) or '无'} → {new.get(name) or '无'}" for name in _differing(old, new)])


def _compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    before, after = _flat(old), _flat(new)
    return _listed(
        [f"{name} {_value(before.get(name))} → {_value(after.get(name))}" for name in _differing(before, after)]
    )


_COMPARED = {
    "villages": "村数",
    "satisfaction": "全镇满意率",
    "satisfaction_items": "分项满意率",
    "domains": "问卷",
    "dimensions": "问卷",
    "income_net_median": "集体经济纯收益中位数",
    "contrasts": "各村比较",
    "beside": "同其他村的比较",
    "since": "同上一轮的比较",
    "hidden": "不列的率",
    "overall": "总体",
    "rest": "其他村",
    "word": "差别",
    "words": "用词",
}


def _flat(compared: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    """Printed figures by Chinese name (`问卷·廉洁`), whatever their depth; a rate as its percentage."""
    found: dict[str, Any] = {}
    for key, value in compared.items():
        full = f"{name}·{_called(key)}" if name else _called(key)
        if isinstance(value, dict) and "value" in value:
            found[full] = None if value["value"] is None else f"{value['value'] * 100:.0f}%"
        else:
            found |= _flat(value, full) if isinstance(value, dict) else {full: value}
    return found


def _called(key: str) -> str:
    return _COMPARED.get(key) or SATISFACTION_ITEMS.get(key, key)


def _value(value: Any) -> str:
    return "无" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value)


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name)]


def _listed(names: Sequence[str]) -> str:
    rest = f"等 {len(names)} 项" if len(names) > _MOST else ""
    return "、".join(names[:_MOST]) + rest
