"""The leak scan: names of the dictionary, ID and phone numbers, half-masked names, what looks like a place or a firm.

A candidate (`三兴路`) is told until a reader has put it into the dictionary or among the cleared words of `masks.yml`.
An ID or a phone number is never repeated, only its place is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yanpan.editions.texts import Piece, pieces

WHERE = ("路", "街", "巷", "江", "河", "湖", "溪", "湾", "沟", "坝", "岭", "寨", "坪", "县")
WHAT = ("小学", "中学", "学校", "幼儿园", "卫生院", "有限公司", "公司", "合作社", "厂")
_WHERE = re.compile(rf"[\u4e00-\u9fff]{{2,3}}(?P<end>{'|'.join(WHERE)})")
_WHAT = re.compile(rf"[\u4e00-\u9fff]{{2,18}}?(?P<end>{'|'.join(WHAT)})")
_HALF = re.compile(r"\*(?P<end>(?![市县镇乡村省区])[\u4e00-\u9fff]{1,2}(?:村|社区|镇|乡|路|街|江|河))")
_DAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID = re.compile(rf"(?<![0-9A-Za-z.])[1-9]\d{{5}}{_DAY}\d{{3}}[\dXx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z.])")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, order=True)
class Leak:
    """Something that must not go out, or that a reader has to look at."""

    file: str
    place: str
    kind: str
    text: str
    """What was found; of an ID or phone number nothing."""

    def __str__(self) -> str:
        shown = f"“{self.text}”" if self.text else "（内容不回显）"
        return f"{self.kind}{shown}｜{self.file}｜{self.place}"


class Scanner:
    """Looks for `words` (the dictionary) and for candidates that no word of `cleared` covers.

    `keep`: phrases in which a word of the dictionary is no name; `codes`: what stands for names, never a candidate.
    """

    def __init__(
        self,
        words: Iterable[str],
        *,
        keep: Iterable[str] = (),
        cleared: Iterable[str] = (),
        codes: Iterable[str] = (),
    ) -> None:
        self._keep = frozenset(keep)
        self._words = _any_of([*words, *self._keep])
        self._known = _any_of([*cleared, *codes, *self._keep])

    def text(self, text: str) -> list[tuple[str, str]]:
        """Kind and wording of all that is found in a text, each once, in order of the kinds."""
        bare = _BLANK.sub("", text)
        found = [("词典里的名称", hit[0]) for hit in self._words.finditer(bare) if hit[0] not in self._keep]
        found += [("身份证号", "")] if _ID.search(text) else []
        found += [("手机号", "")] if _PHONE.search(text) else []
        found += [("只遮了一半的名称", word) for word in self._candidates(bare, _HALF)]
        found += [("疑似名称", word) for word in self._candidates(bare, _WHERE, _WHAT)]
        return list(dict.fromkeys(found))

    def file(self, path: Path, name: str = "") -> list[Leak]:
        """All that is found in a file, each once, with the first place that it stands in."""
        places: dict[tuple[str, str], str] = {}
        for piece in pieces(path):
            for found in self.text(piece.text):
                places.setdefault(found, _short(piece))
        return [Leak(name or path.name, place, kind, text) for (kind, text), place in places.items()]

    def folder(self, folder: Path) -> list[Leak]:
        """All that is found in the files of a folder (or in the one file), sorted."""
        files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        root = folder.parent if folder.is_file() else folder
        return sorted(leak for path in files for leak in self.file(path, path.relative_to(root).as_posix()))

    def _candidates(self, text: str, *patterns: re.Pattern[str]) -> Iterator[str]:
        """What a pattern finds, unless a cleared word, a code or a name told already covers its ending."""
        known = [hit.span() for pattern in (self._known, self._words) for hit in pattern.finditer(text)]
        for pattern in patterns:
            for hit in pattern.finditer(text):
                at = hit.start("end")
                if not any(start <= at < end for start, end in known):
                    yield hit[0]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted({_BLANK.sub("", word) for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def _short(piece: Piece) -> str:
    return piece.place if len(piece.place) <= 60 else f"{piece.place[:57]}…"
