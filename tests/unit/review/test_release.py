"""A release is refused with the whole list; once nothing stands against it, signed copies and a record are written."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import docx
import pypdfium2
import pytest

from yanpan.review.release import RefusedReleaseError, release
from yanpan.review.signatures import sign

NOW = dt.datetime(2023, 4, 26, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def try_release(edition, *accepted: str):
    return release(edition.project, edition.plan, edition.manifest, accept_missing=accepted, now=NOW)


def refused(edition, *accepted: str) -> list[str]:
    with pytest.raises(RefusedReleaseError) as error:
        try_release(edition, *accepted)
    head, *lines = str(error.value).split("\n")
    assert f"有 {len(lines)} 项没有了结" in head
    return [line.split(". ", 1)[1] for line in lines]


def signed(edition, name: str = "王某"):
    sign(edition.project, edition.plan, edition.manifest, name=name, role="镇党委书记", now=NOW)
    return edition


def test_everything_that_stands_against_it_is_listed_at_once(make_edition) -> None:
    edition = make_edition(missing=("没有收到《月督查》",))
    (edition.plan.villages[0].folder / "failure.json").write_text(
        json.dumps({"message": "内存不足", "cell": "In [5]"}), encoding="utf-8"
    )
    edition.decide(V01=("正常", None))
    assert refused(edition) == [
        "V01 河口社区：运行失败：In [5] 出错：内存不足（确认缺席的，用 --accept-missing V01 写明）",
        "材料不全：没有收到《月督查》",
        "V01 河口社区班子：定档与建议不同，没有写理由（建议“好”，定为“正常”）",
        "V02 青山村班子：还没有定档",
        "缺签批：须有1人签批，有效的0人（用 yanpan sign 签批）",
    ]
    assert not (edition.plan.home / "发布").exists()
    assert not (edition.project.params / "r" / "releases").exists()


def test_stale_results_are_listed(make_edition, monkeypatch) -> None:
    edition = make_edition()
    monkeypatch.setattr("yanpan.review.condition.is_fresh", lambda project, plan, village: village == "V01")
    monkeypatch.setattr("yanpan.review.condition.township_faults", lambda here: ("V01 的结果已重做",))
    lines = refused(edition)
    assert "V02 青山村：报告已经过期，须重新运行（确认缺席的，用 --accept-missing V02 写明）" in lines
    assert "全镇报告已经过期（V01 的结果已重做），须重新运行" in lines


def test_a_void_signature_is_listed_until_the_person_signs_again(make_edition) -> None:
    edition = make_edition()
    edition.decide(V01=("好", None), V02=("好", None))
    signed(edition)
    (edition.plan.township.folder / "report.html").write_text("other", encoding="utf-8")
    void, lacking = refused(edition)
    assert void.startswith("签批失效：镇党委书记 王某 2023年4月26日 09:30 签批，已失效：全镇报告：改 report.html")
    assert lacking.startswith("缺签批")
    assert try_release(signed(edition)).files


def test_members_differences_stop_the_committees_edition_alone(make_edition) -> None:
    committee = make_edition("committee")
    committee.decide(V01=("好", None), V02=("好", None), V01_M01=("较差", None))
    line = "V01-M01 吕某：定档与建议不同，没有写理由（建议“好”，定为“较差”）"
    assert refused(signed(committee)) == [line]


def test_an_absent_village_is_accepted_by_name_and_recorded(make_edition) -> None:
    edition = make_edition(missing=("河口社区没有交满意度测评表",))
    for name in ("summary.json", "report.ipynb", "report.html"):
        (edition.plan.villages[0].folder / name).unlink()
    edition.decide(V02=("好", None))
    signed(edition)
    assert any(line.startswith("V01 河口社区：还没有报告") for line in refused(edition))
    made = try_release(edition, "河口社区")
    assert json.loads(made.record.read_text(encoding="utf-8"))["accepted_missing"] == ["V01"]
    assert not (made.folder / "villages" / "V01").exists()


def test_the_copies_end_with_the_signatures_and_the_record_lists_every_file(make_edition) -> None:
    edition = make_edition()
    edition.decide(V01=("好", None), V02=("正常", "综合研究"))
    for form in ("pdf", "docx"):
        (edition.plan.township.folder / f"report.{form}").touch()
    made = try_release(signed(edition))
    assert set(made.files) == {
        "township/report.html",
        "township/report.pdf",
        "township/report.docx",
        "villages/V01/report.html",
        "villages/V02/report.html",
    }
    record = json.loads(made.record.read_text(encoding="utf-8"))
    for name, value in record["files"].items():
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == value
    assert record["content_files"]["villages/V01/summary.json"]
    assert [each["name"] for each in record["signatures"]] == ["王某"]
    with pypdfium2.PdfDocument(made.folder / "township" / "report.pdf") as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert "签批页" not in "".join(pages[:-1])
    assert "王某" in pages[-1]
    paragraphs = docx.Document(made.folder / "township" / "report.docx").paragraphs
    (heading,) = (each for each in paragraphs if each.text == "签批页")
    assert heading.paragraph_format.page_break_before
    assert record["content"][:8] in (made.folder / "villages" / "V01" / "report.html").read_text(encoding="utf-8")
    sums = (made.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(sums) == len(made.files)
