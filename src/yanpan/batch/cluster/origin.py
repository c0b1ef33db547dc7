"""What must be the same on both sides for the same bytes: versions, the package's own files, the faces of print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yanpan.keys.fonts import FORMATS as SET_IN_FACES
from yanpan.keys.fonts import font_parts
from yanpan.keys.hashes import Hashes
from yanpan.keys.inputs import package_hash
from yanpan.versions import versions

_MOST = 3
"""Differences named in a sentence."""


@dataclass(frozen=True)
class Origin:
    """Versions by name, SHA-256 of the package, faces by role (empty where no format is set in them)."""

    versions: Mapping[str, str]
    package: str
    faces: Mapping[str, str]


def origin_here(known: Hashes, formats: Iterable[str]) -> Origin:
    """This process's own."""
    faces = font_parts(known) if SET_IN_FACES & set(formats) else {}
    return Origin(versions(), package_hash(known), faces)


def difference(ours: Origin, theirs: Origin, who: str) -> str:
    """What differs, in one sentence that names both; '' if nothing does."""
    if words := named(ours.versions, theirs.versions):
        return f"{who}的版本与本机不同：{words}；请在集群上装同样的版本再运行。"
    if ours.package != theirs.package:
        number = ours.versions["yanpan"]
        return (
            f"{who}的 yanpan 与本机同为 {number}，文件却不同（本机 {ours.package[:8]}，该处 {theirs.package[:8]}）；"
            "请在集群上装同一份再运行。"
        )
    roles = [role for role in ours.faces if ours.faces[role] != theirs.faces.get(role)]
    if roles:
        role = roles[0]
        return (
            f"{who}的公文字体与本机不同（{role}：本机 {ours.faces[role]}，该处 {theirs.faces.get(role) or '没有'}）；"
            "请装同样的字体再运行，或只出网页（--format html）。"
        )
    return ""


def named(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """The first differences of two lists of versions; '' if there are none.

    >>> named({"pandas": "3.1.1", "numpy": "2.4"}, {"pandas": "3.0.0", "numpy": "2.4"})
    'pandas 本机 3.1.1，该处 3.0.0'
    """
    words = [
        f"{name} 本机 {version or '没有'}，该处 {theirs.get(name) or '没有'}"
        for name, version in ours.items()
        if version != theirs.get(name)
    ]
    rest = f"；另有 {len(words) - _MOST} 项" if len(words) > _MOST else ""
    return "；".join(words[:_MOST]) + rest
