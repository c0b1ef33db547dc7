"""Where fonts come from: the one place that finds font files and picks a face for each role of the official layout.

Faces of the system are preferred where they are the ones that GB/T 9704-2012 asks for; the wheels `zhplot` and
`pylopdf-fonts-zh-cn` (Noto, OFL) guarantee that no character of GBK is ever lost on a bare machine.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
"""Debian's `texlive-lang-chinese` keeps its faces where fontconfig does not look."""


class Role(StrEnum):
    """The faces of official documents."""

    FANGSONG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"
    TITLE = "小标宋"


_WANTED: dict[Role, tuple[str, ...]] = {
    Role.FANGSONG: ("FangSong", "FangSong_GB2312", "仿宋", "仿宋_GB2312", "STFangsong", "FandolFang R", "FandolFang"),
    Role.KAI: ("KaiTi", "KaiTi_GB2312", "楷体", "楷体_GB2312", "STKaiti", "FandolKai"),
    Role.HEI: ("SimHei", "黑体", "STHeiti"),
    Role.SONG: ("SimSun", "宋体", "STSong", "FandolSong"),
    Role.TITLE: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong"),
}
"""Faces that are the role's own, best first."""

_NEAR: dict[Role, tuple[str, ...]] = {
    Role.FANGSONG: (),
    Role.KAI: ("LXGW WenKai",),
    Role.HEI: ("Noto Sans SC", "Noto Sans CJK SC"),
    Role.SONG: ("Noto Serif SC", "Noto Serif CJK SC"),
    Role.TITLE: ("Noto Serif CJK SC",),
}
"""Faces of the same kind: a reader will hardly notice."""

_LAST = "Noto Serif SC"
"""From the wheel; takes every role that nothing else can take."""

_FURTHER = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "SimSun-ExtB", "SimSun-ExtG")
"""Families that have characters beyond GBK (extensions B and later); they are asked last."""

_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Mn", "Zs", "Zl", "Zp"])
"""Categories of characters that need no glyph of their own."""

_BOLD = frozenset({"Noto Serif CJK SC", "FandolSong"})
"""Families that set the title in their bold weight."""


@dataclass(frozen=True)
class Face:
    """The face that sets a role. `synthetic` asks the typesetter to thicken it, as no bold face was found."""

    role: Role
    family: str
    weight: int = 400
    substitute: bool = False
    degraded: bool = False

    @property
    def synthetic(self) -> bool:
        """True where only the regular 宋 of the wheel stands in for a heavier or other face."""
        return self.degraded and self.role in {Role.TITLE, Role.KAI}


def figure_font() -> Path:
    """A TrueType sans with all of GBK, for matplotlib (`font_manager.addfont`). Needs no network and no system font."""
    return _folder_of("zhplot") / "fonts" / "NotoSansSC-Regular.ttf"


def figure_lenders(letters: str, *, system: bool = True) -> tuple[tuple[Path, ...], str]:
    """Files of further faces for letters that `figure_font` lacks, and the letters that no face at hand has."""
    wanted, lenders = set(letters), []
    for path, index in _one_face_a_family(system) if wanted else ():
        found = wanted & _characters(path, index) if index == 0 else set()
        if found:
            lenders.append(Path(path))
            wanted -= found
    return tuple(lenders), "".join(sorted(wanted))


def _folder_of(package: str) -> Path:
    """Where an installed package lies; it is not imported, as zhplot changes matplotlib's settings when it is."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return Path(spec.submodule_search_locations[0])


def font_folders() -> tuple[Path, ...]:
    """Folders with font files that Typst should look in besides the system's own."""
    wheel = _folder_of("pylopdf_fonts_zh_cn")
    return (wheel, FANDOL) if FANDOL.is_dir() else (wheel,)


def typst_fonts(system: bool = True) -> typst.Fonts:
    """All faces that Typst may use; without `system` only those of the wheels, as on a bare machine."""
    return _typst_fonts(system)


@lru_cache(maxsize=2)
def _typst_fonts(system: bool) -> typst.Fonts:
    """Looked for once: `lru_cache` takes a default and the same value given for two."""
    folders = font_folders() if system else font_folders()[:1]
    return typst.Fonts(include_system_fonts=system, font_paths=[str(folder) for folder in folders])


@lru_cache(maxsize=2)
def role_faces(system: bool = True) -> dict[Role, Face]:
    """The face of every role: the first family that is there."""
    present = set(typst_fonts(system).families())
    return {role: _face(role, present) for role in Role}


def _face(role: Role, present: set[str]) -> Face:
    for family in (*_WANTED[role], *_NEAR[role]):
        if family in present:
            weight = 700 if role is Role.TITLE and family in _BOLD else 400
            return Face(role, family, weight, substitute=family in _NEAR[role])
    return Face(role, _LAST, substitute=True, degraded=True)


def role_families(system: bool = True) -> dict[Role, tuple[str, ...]]:
    """Per role the families in the order in which a character is looked for; the wheels' faces have most rare ones."""
    sans = ("Noto Sans SC", _LAST)
    present = set(typst_fonts(system).families())
    further = [family for family in _FURTHER if family in present]
    return {
        role: tuple(dict.fromkeys((face.family, *(sans if role is Role.HEI else sans[::-1]), *further)))
        for role, face in role_faces(system).items()
    }


def borrowed(text: str, role: Role, *, system: bool = True) -> dict[str, str]:
    """Family that lends them -> rare letters of `text` that the role's own face lacks, in code point order.

    What every face has (GB2312) is not looked for; letters that no family at hand has are left out.
    """
    own, *others = role_families(system)[role]
    files = {font.family: (font.path, font.index) for font in typst_fonts(system).fonts() if font.path}
    wanted = {char for char in text if _is_rare(char)}
    wanted -= _characters(*files[own]) if wanted else frozenset()
    lent: dict[str, str] = {}
    for family in others:
        found = wanted & _characters(*files[family]) if wanted else set()
        if found:
            lent[family] = "".join(sorted(found))
        wanted -= found
    return lent


def _is_rare(char: str) -> bool:
    if unicodedata.category(char) != "Lo":
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def substitutions(system: bool = True) -> tuple[str, ...]:
    """One Chinese sentence for the roles whose own face is absent; a degraded role is told apart. Empty: none."""
    faces = role_faces(system).values()
    near = "、".join(f"{face.role}用{face.family}" for face in faces if face.substitute and not face.degraded)
    lost = "、".join(f"{face.role}用{face.family}" for face in faces if face.degraded)
    said = (f"本机缺少部分公文字体，已代用：{near}。" if near else "") + (
        f"注意：下列字体没有相近的代用，版面与公文要求有差别：{lost}；安装相应字体后重新生成即可。" if lost else ""
    )
    return (said,) if said else ()


def uncovered(text: str, *, system: bool = True) -> tuple[str, ...]:
    """Characters of `text` that no face at hand can print, in code point order. Space and format characters pass."""
    wanted = {char for char in text if unicodedata.category(char) not in _UNSEEN}
    for path, index in _one_face_a_family(system):
        if not wanted:
            break
        wanted -= _characters(path, index)
    return tuple(sorted(wanted))


def _one_face_a_family(system: bool) -> list[tuple[str, int]]:
    """Path and index in the file; the wheels' faces first, as they have nearly everything."""
    faces = {font.family: (font.path, font.index) for font in typst_fonts(system).fonts() if font.path}
    wheel = str(font_folders()[0])
    return sorted(faces.values(), key=lambda face: (not face[0].startswith(wheel), face))


@lru_cache(maxsize=64)
def _characters(path: str, index: int) -> frozenset[str]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
