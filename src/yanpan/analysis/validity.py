"""Whether an instrument's result may be leaned on: turnout, quorum, forms returned and forms valid."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from yanpan.analysis.results import InstrumentReturn, Reason
from yanpan.config.scoring import MeetingRules
from yanpan.evidence import SourceRef
from yanpan.schema.values import Instrument


@dataclass(frozen=True)
class Validity:
    """One instrument in one village: the shares looked at (None: not on record) and why it fails, if it does."""

    instrument: Instrument
    turnout: Fraction | None
    """Present of expected."""
    returned: Fraction | None
    """Returned of issued."""
    valid: Fraction | None
    """Valid of returned."""
    failures: tuple[Reason, ...]
    sources: tuple[SourceRef, ...] = ()

    @property
    def passed(self) -> bool:
        """Nothing stands against the result."""
        return not self.failures

    @property
    def told(self) -> str:
        """The reasons in one Chinese clause, '' if it passed."""
        return "；".join(str(reason) for reason in self.failures)


def validity(account: InstrumentReturn, rules: MeetingRules) -> Validity:
    """Holds an instrument's accounting against the policy's rules, counted exactly; a share on the line passes.

    An instrument that was not handed in fails for that one reason; a meeting that is not on record is a reason too
    (for satisfaction forms and ballots; questionnaires need none).
    """
    shares = (
        _share(account.present, account.expected),
        _share(account.returned, account.issued),
        _share(account.valid, account.returned),
    )
    return Validity(account.instrument, *shares, failures=tuple(_failures(account, rules)), sources=account.sources)


def validities(accounts: tuple[InstrumentReturn, ...], rules: MeetingRules) -> dict[Instrument, Validity]:
    """The gate of every instrument."""
    return {account.instrument: validity(account, rules) for account in accounts}


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return None if part is None or not whole else Fraction(part, whole)


def _failures(account: InstrumentReturn, rules: MeetingRules) -> list[Reason]:
    if account.issued is None and account.returned is None:
        return [Reason("missing", "没有回收登记")]
    return [
        *_meeting(account, rules),
        *_forms("returned", "回收率", account.returned, account.issued, rules.least_returned),
        *_forms("valid", "有效率", account.valid, account.returned, rules.least_valid),
    ]


def _meeting(account: InstrumentReturn, rules: MeetingRules) -> list[Reason]:
    """Questionnaires may be handed out without a meeting: then there is no turnout to look at."""
    present, expected = account.present, account.expected
    if present is None or expected is None:
        free = account.instrument is Instrument.QUESTIONNAIRE
        return [] if free else [Reason("meeting", "没有登记对应会议的到会人数")]
    failures = []
    if present < rules.least_present:
        words = f"实到{present}人，少于{rules.least_present}人"
        failures.append(Reason("present", words, {"present": present, "least": rules.least_present}))
    if present < rules.turnout * expected:
        words = f"应到{expected}人、实到{present}人，不足{_words(rules.turnout)}"
        failures.append(Reason("quorum", words, {"present": present, "expected": expected}))
    return failures


def _forms(code: str, name: str, part: int | None, whole: int | None, least: Fraction) -> list[Reason]:
    if part is None or not whole:
        return [Reason(code, f"{name}无从计算")]
    if part >= least * whole:
        return []
    return [Reason(code, f"{name}{100 * part / whole:.1f}%，低于{_words(least)}", {"part": part, "whole": whole})]


def _words(share: Fraction) -> str:
    """As office prose writes a share: 三分之二, 十分之九.

    >>> _words(Fraction(2, 3))
    '三分之二'
    """
    digits = "零一二三四五六七八九十"
    if share.denominator <= 10 and share.numerator <= 10 and share < 1:
        return f"{digits[share.denominator]}分之{digits[share.numerator]}"
    return f"{100 * float(share):g}%"
