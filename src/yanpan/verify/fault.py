"""One thing that a check over finished reports found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """`report` is whose (village id or 镇), `place` where in it, `quote` what stands there, `reason` what is wrong."""

    report: str
    place: str
    quote: str
    reason: str

    def __str__(self) -> str:
        return f"{self.report}｜{self.place}｜“{self.quote}”｜{self.reason}"
