"""Names are checked before anything starts; every refusal says what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanpan.batch.plan import choose_edition, choose_formats, choose_round, choose_villages, make_plan
from yanpan.config.paths import Project
from yanpan.errors import UserError

NAMES = {"V01": "河口社区", "V02": "青山村", "V03": "新桥村"}


def test_all_villages_by_default() -> None:
    assert choose_villages((), NAMES) == ("V01", "V02", "V03")


def test_villages_by_id_or_name_in_roster_order_without_repeats() -> None:
    assert choose_villages(("V03,青山村", "V03"), NAMES) == ("V02", "V03")


def test_unknown_village_names_what_is_allowed() -> None:
    with pytest.raises(UserError, match="名册里没有“V33”，是不是“V03”；可选：V01 河口社区、V02 青山村、V03 新桥村"):
        choose_villages(("V33",), NAMES)


def test_empty_roster_is_told() -> None:
    with pytest.raises(UserError, match="名册是空的"):
        choose_villages((), {})


def test_formats_keep_their_order_whatever_was_typed() -> None:
    assert choose_formats(("docx,HTML",)) == ("html", "docx")


def test_unknown_format() -> None:
    with pytest.raises(UserError, match="不认识的格式“doc”，是不是“docx”；可选：html、pdf、docx"):
        choose_formats(("doc",))


@pytest.mark.parametrize(("edition", "words"), [("secret", "不认识的版本“secret”"), ("publik", "是不是“public”")])
def test_editions_that_cannot_be_made(edition: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        choose_edition(edition)


def test_round_defaults_to_the_newest_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    for name in ("2022-annual", "2023-mid"):
        (tmp_path / "data" / "raw" / name).mkdir(parents=True)
    assert choose_round(Project(tmp_path), None) == "2023-mid"
    with pytest.raises(UserError, match="没有批次“2024”；data/raw 下现有：2022-annual、2023-mid"):
        choose_round(Project(tmp_path), "2024")


def test_no_round_at_all(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="yanpan sample"):
        choose_round(Project(tmp_path), None)


def test_committee_edition_has_a_place_of_its_own(tmp_path: Path) -> None:
    plan = make_plan(Project(tmp_path), "r", names=NAMES, township="青禾镇", only=("V02",), edition="committee")
    assert plan.villages[0].folder == tmp_path / "outputs" / "r" / "committee" / "villages" / "V02"
    assert dict(plan.villages[0].parameters) == {"village": "V02", "round": "r", "edition": "committee"}
    assert dict(plan.township.parameters) == {"round": "r", "edition": "committee", "stale": "unfinished"}
    assert plan.kept == ("V01", "V03")
