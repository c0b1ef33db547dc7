"""Faces are found on any machine, and what stands in for what is told."""

from fontTools.ttLib import TTFont

from yanpan import fonts
from yanpan.fonts import Role


def test_the_font_of_figures_is_a_truetype_file_with_chinese_letters():
    with TTFont(fonts.figure_font()) as font:
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert {ord("垚"), ord("赟")} <= set(font.getBestCmap())


def test_the_wheels_alone_set_every_role():
    assert {face.family for face in fonts.role_faces(False).values()} == {"Noto Serif SC", "Noto Sans SC"}
    assert set(fonts.role_faces(False)) == set(Role)


def test_roles_without_any_near_face_are_thickened_or_told():
    faces = fonts.role_faces(False)
    assert faces[Role.TITLE].synthetic
    assert not faces[Role.FANGSONG].synthetic
    (told,) = fonts.substitutions(False)
    assert "仿宋用Noto Serif SC" in told
    assert "黑体用Noto Sans SC" in told


def test_a_role_looks_for_rare_characters_in_both_wheels():
    assert fonts.role_families(False)[Role.HEI] == ("Noto Sans SC", "Noto Serif SC")


def test_rare_characters_of_names_are_covered_and_unassigned_ones_are_not():
    assert fonts.uncovered("㟃堨埗洑垚犇赟喆堃䶮𠅤 \n\u200b", system=False) == ()
    assert fonts.uncovered("村\U0001fae8", system=False) == ("\U0001fae8",)
