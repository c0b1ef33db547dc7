"""What has changed between two states of an edition, told by village, with the causes as far as they are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def told_changes(
    before: Mapping[str, str],
    after: Mapping[str, str],
    causes_before: Mapping[str, str],
    causes_after: Mapping[str, str],
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """One clause a village (or the township's report), then one on the causes. `names`: villages by id.

    >>> before, after = {"villages/V01/a": "1"}, {"villages/V01/a": "2"}
    >>> told_changes(before, after, {"程序": "1"}, {"程序": "2"}, {"V01": "河口社区"})
    ('V01 河口社区：改 a', '其间改过的有程序')
    """
    owners: dict[str, list[str]] = {}
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            owner, name = _owner(path, names)
            verb = "增" if path not in before else "少" if path not in after else "改"
            owners.setdefault(owner, []).append(f"{verb} {name}")
    told = tuple(f"{owner}：{'、'.join(files)}" for owner, files in owners.items())
    changed = list(_differing(causes_before, causes_after))
    why = f"其间改过的有{'、'.join(changed)}" if changed else "其间材料、参数、笔记本和程序都没有改动，是文件本身被改过"
    return (*told, why)


def _owner(path: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Who a file belongs to and what it is called there."""
    first, _, rest = path.partition("/")
    if first == "villages" and "/" in rest:
        village, _, name = rest.partition("/")
        return f"{village} {names.get(village, '')}".strip(), name
    return ("全镇报告", rest) if first == "township" else ("其他文件", path)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[str]:
    keys: Iterator[str] = iter(dict.fromkeys((*after, *before)))
    return (key for key in keys if before.get(key) != after.get(key))
