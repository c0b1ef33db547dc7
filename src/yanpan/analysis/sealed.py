"""The sealed slip (L4): what prechecks and unpublished sanctions put on a grade. For the committee's envelope only;
no other output may read this module."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan.analysis.frames import Tables, of_village, refs
from yanpan.evidence import SourceRef, merge_refs
from yanpan.schema.values import Clearance, Grade


@dataclass(frozen=True)
class SealedSlip:
    """Pending and adverse answers with their cap; `review` where an adverse answer asks for one."""

    village: str
    cap: Grade | None
    pending: int
    adverse: int
    review: bool
    unpublished: int
    """Sanctions for internal use only."""
    sources: tuple[SourceRef, ...]


def sealed_slip(tables: Tables, village: str) -> SealedSlip:
    """Pending answers cap the team at 正常 until they are settled; adverse ones ask for a review."""
    rows, sanctions = of_village(tables, "prechecks", village), of_village(tables, "sanctions", village)
    pending = rows[rows["answer"].eq(Clearance.PENDING.value)]
    adverse = rows[rows["answer"].eq(Clearance.ADVERSE.value)]
    hidden = sanctions[sanctions["publicity"].eq("仅内部")]
    return SealedSlip(
        village=village,
        cap=Grade.NORMAL if len(pending) else None,
        pending=len(pending),
        adverse=len(adverse),
        review=bool(len(adverse)),
        unpublished=len(hidden),
        sources=merge_refs(refs("prechecks", pending), refs("prechecks", adverse), refs("sanctions", hidden)),
    )
