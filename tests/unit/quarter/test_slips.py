"""Reminder slips: who gets one, on what, and that each is a letter of one page."""

from __future__ import annotations

import io
import re

import docx
import pypdfium2
import pytest

from yanpan.export.blocks import SLIPS, write_slips


@pytest.fixture
def slips(make_report):
    return {slip.owner: slip for slip in make_report().summary().summary.slips}


def text(slip) -> str:
    return "\n".join(paragraph.plain() for paragraph in slip.paragraphs)


def test_a_village_with_nothing_to_be_reminded_of_gets_none(make_report, slips) -> None:
    assert set(slips) == {"V01", "V02", "V05", "V06", "V07", "V08", "V09"}
    assert "新桥村、石龙村没有需要提醒的事项" in make_report().reminders().plain()


def test_a_slip_says_what_when_and_to_whom(slips) -> None:
    said = text(slips["V08"])
    assert said.startswith("禅林村党组织：")
    assert "督查平均每项扣分1.67分，比上季（1.33分）增加0.34分，也高于全镇各村的中位数（0.22分）" in said
    assert "督查未达标事项中有1项尚未整改：2023年2月党务公开" in said
    assert said.endswith("镇党群办\n2023年4月20日")


def test_a_missed_month_is_told_to_its_village_only(slips) -> None:
    assert {owner for owner, slip in slips.items() if "没有督查记录" in text(slip)} == {"V07"}


def test_small_differences_are_not_reminded_of(slips) -> None:
    """双泉村's 0.11 points more are below the policy's 0.2."""
    assert "平均每项扣分" not in text(slips["V06"])


def test_what_is_overdue_is_reminded_of_with_its_deadline(make_report, changed_rows) -> None:
    late = changed_rows("rectifications", 0, status="逾期", deadline="2023-03-31")
    (slip,) = [each for each in make_report(rectifications=late).summary().summary.slips if each.owner == "V01"]
    assert "问题整改有1条到期未销号：提高党建统筹能力（时限2023年3月31日）" in text(slip)


def test_a_slip_names_no_other_village(slips, sample_tables) -> None:
    names = dict(zip(sample_tables["villages"]["village"], sample_tables["villages"]["name"], strict=True))
    for owner, slip in slips.items():
        assert not [name for key, name in names.items() if key != owner and name in text(slip)]


def test_every_figure_of_a_slip_is_a_fact_of_its_village(make_report) -> None:
    summary = make_report().summary().summary
    known = {fact.key for fact in summary.facts}
    for slip in summary.slips:
        for run in (run for paragraph in slip.paragraphs for run in paragraph.runs):
            assert run.fact in known if run.fact else not re.search(r"\d", run.text)
            assert run.fact is None or run.fact.startswith(f"{slip.owner}.")


@pytest.fixture
def crowded(make_report, sample_tables):
    """The fullest slip there can be: every plan and task overdue, every item failed and not mended."""
    plans, tasks, visits = (sample_tables[key].copy() for key in ("rectifications", "key_tasks", "inspections"))
    plans["status"], tasks["status"] = "逾期", "逾期"
    visits["result"], visits["recheck"], visits["deduction"] = "未达标", "未整改", 3.0
    visits.loc[visits["month"] < "2023-01", "deduction"] = 0.0
    return make_report(rectifications=plans, key_tasks=tasks, inspections=visits).summary().summary


def test_even_the_fullest_slip_is_one_page(crowded, tmp_path) -> None:
    longest = max(crowded.slips, key=lambda slip: len(text(slip)))
    write_slips(crowded.model_copy(update={"slips": (longest,)}), tmp_path, ["pdf", "docx", "html"])
    (pdf,) = (tmp_path / SLIPS).glob("*.pdf")
    with pypdfium2.PdfDocument(pdf.read_bytes()) as opened:
        assert len(opened) == 1
    (word,) = (tmp_path / SLIPS).glob("*.docx")
    styles = [paragraph.style.name for paragraph in docx.Document(io.BytesIO(word.read_bytes())).paragraphs]
    assert (styles[0], styles[1], styles[-2:]) == ("Heading 1", "Address", ["Signed", "Dated"])
    assert not list((tmp_path / SLIPS).glob("*.html"))


def test_the_same_slip_is_the_same_bytes(make_report, tmp_path) -> None:
    summary = make_report().summary().summary
    one = summary.model_copy(update={"slips": summary.slips[:1]})
    for folder in ("a", "b"):
        write_slips(one, tmp_path / folder, ["docx", "pdf"])
    first, second = (sorted((tmp_path / folder / SLIPS).iterdir()) for folder in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
