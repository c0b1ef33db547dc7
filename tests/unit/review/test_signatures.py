"""A signature stands for the bytes that were there: void after any change, which is told by village with its cause."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from yanpan.errors import UserError
from yanpan.review.content import content_files, content_hash
from yanpan.review.signature_page import write_page
from yanpan.review.signatures import place_of, sign, standings

NOW = dt.datetime(2023, 4, 26, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def edition(make_edition):
    return make_edition()


@pytest.fixture
def signed(edition):
    sign(edition.project, edition.plan, edition.manifest, name=" 王某 ", role="镇党委书记", now=NOW)
    return edition


def told(edition) -> list[str]:
    return [each.sentence for each in standings(edition.project, edition.plan, edition.manifest)]


def test_a_signature_stands_while_nothing_changes(signed) -> None:
    assert told(signed) == ["镇党委书记 王某 2023年4月26日 09:30 签批，有效"]


def test_runs_own_records_and_other_editions_are_no_content(signed) -> None:
    for name in ("run.json", "index.html", "intake.html", "committee/township/report.html", "签批/签批页.html"):
        path = signed.plan.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("later", encoding="utf-8")
    assert told(signed)[0].endswith("有效")


def test_a_changed_village_voids_it_by_name_with_what_was_changed_meanwhile(signed, without) -> None:
    (signed.plan.home / "villages" / "V02" / "report.html").write_text("other", encoding="utf-8")
    (signed.plan.home / "villages" / "V02" / "report.pdf").write_text("new", encoding="utf-8")
    (signed.project.params / "policy.yml").write_text("{}", encoding="utf-8")
    (line,) = told(without(signed, **{"会议.xlsx": "2"}))
    assert "已失效：V02 青山村：改 report.html、增 report.pdf；" in line
    assert line.endswith("其间改过的有材料 会议.xlsx、参数 policy.yml")


def test_a_file_changed_by_hand_is_told_as_such(signed) -> None:
    (signed.plan.township.folder / "report.html").unlink()
    (line,) = told(signed)
    assert line.endswith("已失效：全镇报告：少 report.html；其间材料、参数、笔记本和程序都没有改动，是文件本身被改过")


def test_it_stands_again_when_the_same_bytes_are_back(signed) -> None:
    report = signed.plan.home / "villages" / "V01" / "report.html"
    before = report.read_bytes()
    report.write_text("other", encoding="utf-8")
    assert "失效" in told(signed)[0]
    report.write_bytes(before)
    assert told(signed)[0].endswith("有效")


def test_signing_changes_no_report_and_the_hash_hangs_on_files_alone(edition) -> None:
    before = content_files(edition.plan)
    sign(edition.project, edition.plan, edition.manifest, name="王某", role="镇党委书记", now=NOW)
    write_page(edition.plan, standings(edition.project, edition.plan, edition.manifest), content_hash(before))
    assert content_files(edition.plan) == before
    assert set(before) >= {"township/report.html", "villages/V01/summary.json"}
    assert content_hash(dict(reversed(before.items()))) == content_hash(before)


def test_signatures_outlive_the_outputs(signed) -> None:
    assert place_of(signed.project, signed.plan).relative_to(signed.project.root).as_posix() == (
        "params/r/signatures/internal.json"
    )


def test_the_page_of_signatures_tells_who_and_what(signed) -> None:
    content = content_hash(content_files(signed.plan))
    names = write_page(signed.plan, standings(signed.project, signed.plan, signed.manifest), content)
    assert names == ("签批/签批页.html", "签批/签批页.pdf", "签批/签批页.docx")
    page = (signed.plan.home / "签批" / "签批页.html").read_text(encoding="utf-8")
    assert "王某" in page
    assert content[:8] in page


@pytest.mark.parametrize(("name", "role"), [("", "镇长"), ("王某", "  ")])
def test_nobody_signs_without_name_and_role(edition, name, role) -> None:
    with pytest.raises(UserError, match="写明签批人"):
        sign(edition.project, edition.plan, edition.manifest, name=name, role=role, now=NOW)


def test_nothing_is_signed_twice_nor_before_there_is_a_report(signed) -> None:
    with pytest.raises(UserError, match="已经签过"):
        sign(signed.project, signed.plan, signed.manifest, name="王某", role="镇党委书记", now=NOW)
    (signed.plan.township.folder / "summary.json").unlink()
    with pytest.raises(UserError, match="还没有全镇报告"):
        sign(signed.project, signed.plan, signed.manifest, name="李某", role="镇长", now=NOW)


def test_a_record_edited_by_hand_is_refused_in_a_sentence(signed) -> None:
    place = place_of(signed.project, signed.plan)
    place.write_text(json.dumps({"signatures": [{"name": "x"}]}), encoding="utf-8")
    with pytest.raises(UserError, match="读不出来（可能被手工改过）"):
        told(signed)
