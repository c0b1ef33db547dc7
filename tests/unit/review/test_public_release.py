"""The public edition goes out on two people's signatures, looked through once more; else it is refused by list."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from yanpan.batch.plan import Plan
from yanpan.config.masks import Sort
from yanpan.config.township import RoundConfig, load_round
from yanpan.editions.entities import Entity
from yanpan.editions.mask import Mask
from yanpan.editions.scan import Scanner
from yanpan.errors import UserError
from yanpan.review import condition, obstacles, public
from yanpan.review import release as releasing
from yanpan.review.content import content_files, content_hash
from yanpan.review.public import publish, reviewed
from yanpan.review.release import RefusedReleaseError, release
from yanpan.review.released import latest_release, progress
from yanpan.review.signatures import needed_roles, place_of, read_book, sign, standings

NOW = dt.datetime(2023, 4, 26, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MASK = Mask([Entity(Sort.PERSON, ("吕永昌",), "甲某", "*")])


@dataclass(frozen=True)
class Public:
    """A public edition that was put out; `plan` is what reviewers look at, `made` what the run made."""

    project: Any
    plan: Plan
    made: Plan
    manifest: Any

    def sign(self, name: str, role: str) -> None:
        sign(self.project, self.plan, self.manifest, name=name, role=role, now=NOW)

    def release(self):
        later = NOW + dt.timedelta(hours=1)
        return release(self.project, self.plan, self.manifest, accept_missing=(), now=later)

    def refused(self) -> list[str]:
        with pytest.raises(RefusedReleaseError) as error:
            self.release()
        return [line.split(". ", 1)[1] for line in str(error.value).split("\n")[1:]]


BOTH = {"V01": ("好", None), "V02": ("好", None)}


@pytest.fixture
def put_out(make_edition, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Public]:
    """Makes the internal edition (unless told not to) and puts out the public one."""

    def scanner(project, round_id) -> Scanner:
        return Scanner(MASK.words, codes=["甲某"])

    for module in (public, obstacles, releasing):
        monkeypatch.setattr(module, "round_scanner", scanner)
    monkeypatch.setattr(releasing, "round_mask", lambda project, round_id: MASK)

    def call(*, internal: bool = True, **decided: tuple[str, str | None]) -> Public:
        if internal:
            make_edition()
        made = make_edition("public")
        made.decide(**decided)
        publish(made.project, made.plan)
        return Public(made.project, reviewed(made.project, made.plan), made.plan, made.manifest)

    return call


@pytest.fixture
def edition(put_out) -> Public:
    return put_out(**BOTH)


def test_two_people_sign_each_in_their_role_and_the_copies_end_with_both(edition: Public) -> None:
    assert edition.refused() == [
        "缺签批：校核人还没有签批（用 yanpan sign --edition public --role 校核人 签批）",
        "缺签批：保密审查人还没有签批（用 yanpan sign --edition public --role 保密审查人 签批）",
    ]
    edition.sign("王某", "校核人")
    assert len(edition.refused()) == 1
    edition.sign("吕永昌", "保密审查人")
    made = edition.release()
    assert made.folder == edition.project.outputs("r") / "public" / "发布"
    assert list(made.files) == ["township/report.html"]
    page = (made.folder / "township" / "report.html").read_text(encoding="utf-8")
    assert "王某" in page
    assert "吕永昌" not in page
    assert "甲某" in page
    record = json.loads(made.record.read_text(encoding="utf-8"))
    assert [each["name"] for each in record["signatures"]] == ["王某", "吕永昌"]


def test_nobody_signs_in_another_role_or_twice(edition: Public) -> None:
    with pytest.raises(UserError, match=r"只能是校核人、保密审查人.*不是“镇长”"):
        edition.sign("王某", "镇长")
    edition.sign("王某", "校核人")
    with pytest.raises(UserError, match="双人复核：王某已经以校核人签过这一内容，保密审查人须由另一人签批"):
        edition.sign("王某", "保密审查人")


def test_a_book_with_one_person_in_both_roles_does_not_release(edition: Public) -> None:
    edition.sign("王某", "校核人")
    edition.sign("李某", "保密审查人")
    book = place_of(edition.project, edition.plan)
    book.write_text(book.read_text(encoding="utf-8").replace("李某", "王某"), encoding="utf-8")
    assert edition.refused() == ["缺签批：保密审查人与校核人是同一人（王某），须由不同的人签批"]


def test_a_change_voids_both_and_a_leak_is_found_at_the_moment_of_release(edition: Public) -> None:
    edition.sign("王某", "校核人")
    edition.sign("李某", "保密审查人")
    report = edition.plan.township.folder / "report.html"
    before = report.read_bytes()
    report.write_text("<p>吕永昌</p>", encoding="utf-8")
    lines = edition.refused()
    assert [line.partition("：")[0] for line in lines] == ["泄漏扫描", "签批失效", "签批失效", "缺签批", "缺签批"]
    assert "词典里的名称“吕永昌”｜report.html" in lines[0]
    assert "已失效：全镇报告：改 report.html" in lines[1]
    report.write_bytes(before)
    assert edition.release().files


def test_what_the_last_page_would_give_away_is_not_put_out(edition: Public, monkeypatch) -> None:
    edition.sign("王某", "校核人")
    edition.sign("吕永昌", "保密审查人")
    monkeypatch.setattr(releasing, "round_mask", lambda project, round_id: Mask([]))
    assert edition.refused() == ["泄漏扫描：词典里的名称“吕永昌”｜township/report.html｜正文"]
    assert not (edition.plan.home / "发布").exists()


def test_teams_that_are_not_decided_stop_it(put_out) -> None:
    lines = put_out(V01=("正常", None)).refused()
    assert lines[:2] == [
        "V01 河口社区班子：定档与建议不同，没有写理由（建议“好”，定为“正常”）",
        "V02 青山村班子：还没有定档",
    ]


def test_without_the_internal_edition_nothing_can_be_held_against_the_decisions(put_out) -> None:
    lines = put_out(internal=False, V01=("正常", None)).refused()
    assert lines[:2] == [
        "V02 青山村班子：还没有定档",
        "V01 河口社区班子：内部版没有报告，无从核对定档与建议是否不同",
    ]


def test_a_stale_report_stops_it(edition: Public, monkeypatch) -> None:
    monkeypatch.setattr(condition, "township_faults", lambda here: ("V01 的结果已重做",))
    assert edition.refused()[0].startswith("全镇报告已经过期")


def test_released_copies_outlive_a_rerun_and_an_equal_one_changes_nothing(edition: Public) -> None:
    edition.sign("王某", "校核人")
    edition.sign("李某", "保密审查人")
    copy = edition.release().folder / "township" / "report.html"
    publish(edition.project, edition.made)
    assert all(each.valid for each in standings(edition.project, edition.plan, edition.manifest))
    (edition.made.township.folder / "report.html").write_text("另一份", encoding="utf-8")
    publish(edition.project, edition.made)
    assert copy.is_file()
    assert (edition.plan.township.folder / "report.html").read_text(encoding="utf-8") == "另一份"


def states(edition) -> tuple[str, dict[str, str], str]:
    """The word for the whole, those of the villages, and what is said of the release."""
    files = content_files(edition.plan)
    release, present = latest_release(edition.project, edition.plan), content_hash(files)
    book, signed = read_book(edition.project, edition.plan), standings(edition.project, edition.plan, edition.manifest)
    wanting = list(obstacles.lacking(needed_roles(edition.project, edition.plan), signed))
    found = progress(book, release, files, present, lacking=wanting)
    return found.word, dict(found.villages), release.sentence(present) if release else ""


def test_the_state_of_review_goes_from_unsigned_to_released_and_tells_of_changes(edition: Public) -> None:
    assert states(edition)[0] == "未签批"
    edition.sign("王某", "校核人")
    assert states(edition)[0] == "已签批，尚不齐"
    edition.sign("李某", "保密审查人")
    assert states(edition)[0] == "已签批"
    edition.release()
    word, _, said = states(edition)
    assert (word, said) == ("已发布", "2023年4月26日 10:30 发布，签批人：校核人 王某、保密审查人 李某")
    (edition.plan.township.folder / "report.html").write_text("改过", encoding="utf-8")
    word, _, said = states(edition)
    assert word == "发布后有改动"
    assert said.endswith("现有文件不是发布的那一份")


def test_villages_have_states_of_their_own(make_edition) -> None:
    edition = make_edition()
    edition.decide(V01=("好", None), V02=("好", None))
    sign(edition.project, edition.plan, edition.manifest, name="王某", role="镇党委书记", now=NOW)
    assert states(edition)[1] == {"V01": "已签批", "V02": "已签批"}
    report = edition.plan.villages[1].folder / "report.html"
    before = report.read_bytes()
    report.write_text("改过", encoding="utf-8")
    assert states(edition)[1] == {"V01": "签批已失效（本村未改）", "V02": "签批已失效"}
    report.write_bytes(before)
    release(edition.project, edition.plan, edition.manifest, accept_missing=(), now=NOW + dt.timedelta(hours=1))
    report.write_text("改过", encoding="utf-8")
    assert states(edition)[1] == {"V01": "已发布", "V02": "发布后有改动"}


@pytest.mark.parametrize("roles", [["校核人"], ["校核人", "校核人"], ["校核人", " "]])
def test_fewer_than_two_roles_are_no_parameters(make_edition, roles: list[str]) -> None:
    config = load_round(make_edition().project.round_params("r"))
    values = config.model_dump(by_alias=True) | {"公开版签批": roles}
    with pytest.raises(ValueError, match="至少写两个不同的职务"):
        RoundConfig.model_validate(values)
