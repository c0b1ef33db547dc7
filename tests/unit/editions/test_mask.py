"""Names become codes: every spelling, everywhere the same, longest first; stars are put on at the end."""

from __future__ import annotations

from itertools import islice

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanpan.config.masks import Masks, Sort, Style, load_masks
from yanpan.config.township import load_round
from yanpan.editions.codes import codes
from yanpan.editions.entities import Entity, entities
from yanpan.editions.mask import Mask, masked_tables
from yanpan.errors import UserError
from yanpan.schema import TABLES, Kind

ROUND = "2023-mid"
KNOWN = (
    Entity(Sort.VILLAGE, ("青山村", "青山"), "乙村", "乙*村"),
    Entity(Sort.VILLAGE, ("上泉村", "上泉"), "己村", "己*村"),
    Entity(Sort.ROAD, ("兴和路",), "甲路", "甲*路"),
    Entity(Sort.ROAD, ("凤鸣路",), "乙路", "乙*路"),
    Entity(Sort.PLACE, ("青山水库",), "甲地", "*地"),
)


@pytest.mark.parametrize(
    ("text", "coded", "starred"),
    [
        ("青山村修兴和路", "乙村修甲路", "乙*村修甲*路"),
        ("兴和路青山段", "甲路乙村段", "甲*路乙*村段"),
        ("青山水库在青山村", "甲地在乙村", "*地在乙*村"),
        ("绿水青山就是金山银山", "绿水青山就是金山银山", "绿水青山就是金山银山"),
        ("原上泉村村委会", "原己村村委会", "原己*村村委会"),
    ],
)
def test_a_name_is_masked_the_same_way_wherever_it_stands(text: str, coded: str, starred: str) -> None:
    assert Mask(KNOWN, keep=["绿水青山"]).face(text) == coded
    assert Mask(KNOWN, keep=["绿水青山"], style=Style.STAR).face(text) == starred


@given(st.lists(st.sampled_from(["青山村", "青山", "兴和路", "凤鸣路", "上泉", "水", "修", "，"])).map("".join))
def test_no_name_outlives_the_mask_and_masking_twice_changes_nothing(text: str) -> None:
    mask = Mask(KNOWN)
    once = mask.face(text)
    assert not [name for name in mask.words if name in once]
    assert mask.face(once) == once


def test_without_names_nothing_changes() -> None:
    assert Mask(()).face("三兴路") == "三兴路"


def test_code_names_never_repeat() -> None:
    first = list(islice(codes(), 500))
    assert len(set(first)) == 500


@pytest.fixture(scope="module")
def sample_mask(project, sample_tables) -> Mask:
    masks = load_masks(project.params)
    return Mask(entities(sample_tables, load_round(project.round_params(ROUND)), masks), keep=masks.keep)


def test_the_dictionary_holds_names_aliases_former_names_and_the_files_own(sample_mask: Mask) -> None:
    codes = {name: entity.code for entity in sample_mask.entities for name in entity.spellings}
    assert codes["河口社区"] == codes["河口"] == codes["河口居委会"] == "甲村"
    assert codes["双泉村"] == codes["上泉村"] == codes["下泉"] == "己村"
    assert codes["云岭禾盛农林产品有限公司"] == codes["云岭禾盛"] == "甲企业"
    assert codes["青禾镇"] == codes["青禾"] == "某镇"
    assert codes["兴和路"] != codes["凤鸣路"]
    assert "入股居民" not in codes
    assert len({entity.code for entity in sample_mask.entities}) == len(sample_mask.entities)


def test_with_stars_too_no_two_things_look_the_same(sample_mask: Mask) -> None:
    stars = {name: entity.star for entity in sample_mask.entities for name in entity.spellings}
    assert len({entity.star for entity in sample_mask.entities}) == len(sample_mask.entities)
    assert (stars["青禾镇"], stars["桂花小学"], stars["河口"]) == ("*镇", "*学校", "*社区")
    assert (stars["青山村"], stars["兴和路"][1:]) == ("乙*村", "*路")
    starred = Mask(sample_mask.entities, style=Style.STAR)
    assert starred.face("青山村在青禾镇，青山的路") == "乙*村在*镇，乙*村的路"


def test_no_text_column_of_the_masked_tables_holds_a_name(sample_mask: Mask, sample_tables) -> None:
    masked = masked_tables(sample_tables, sample_mask)
    for key, table in TABLES.items():
        for column in table.columns:
            if column.kind in (Kind.TEXT, Kind.LIST) and column.key != table.id_column:
                text = "\n".join(masked[key][column.key].dropna().astype(str))
                assert not [name for name in sample_mask.words if name in text], (key, column.key)


def test_ids_references_and_figures_stay(sample_mask: Mask, sample_tables) -> None:
    masked = masked_tables(sample_tables, sample_mask)
    for table, column in (("villages", "village"), ("projects", "project"), ("industries", "area")):
        pd.testing.assert_series_equal(masked[table][column], sample_tables[table][column])
    partners = masked["cooperations"]["partner"]
    assert {"V01", "V07"} < set(partners)


def test_the_files_faults_are_told_in_chinese(tmp_path) -> None:
    (tmp_path / "masks.yml").write_text("样式: 涂黑\n词典: {山名: [青山]}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"样式.*代号.*星号"):
        load_masks(tmp_path)


def test_no_file_means_no_names_of_its_own(tmp_path) -> None:
    assert load_masks(tmp_path) == Masks()
