"""`summary.json`: what a village's run hands to the township notebook and to the exporters, versioned and checked."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from yanpan.config.official import Official
from yanpan.document import Heading, Paragraph, ReportTable, Run
from yanpan.evidence import EvidenceRow
from yanpan.facts import Claim, Fact

MIME = "application/vnd.yanpan.summary+json"
"""The notebook's last cell shows its summary under this type; the batch writes it out, exporters read the evidence."""

VERSION: Final = 1

Edition = Literal["internal", "committee", "public"]


class Notice(BaseModel):
    """Something the analyst should look at: a rule that fired (`R01`), with the place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    owner: str
    message: str
    facts: tuple[str, ...] = ()


class Problem(BaseModel):
    """One row of the rectification ledger."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problem: str
    owner: str
    themes: tuple[str, ...]
    statement: str
    said: tuple[Run, ...] = ()
    """The statement with the facts that it prints."""
    evidence: tuple[str, ...]
    severity: str
    direction: str = ""
    measure: str = ""
    person: str = ""
    deadline: str = ""
    status: str = ""
    revisit: str = ""
    """是, 否 or blank: whether the villagers are content when they are asked again."""
    closed: str = ""
    """Day on which it was signed off."""


class Summary(BaseModel):
    """Common to village and township runs. `facts` are those of the edition's level, `rows` their raw rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = VERSION
    round: str
    edition: Edition
    owner: str
    title: str
    as_of: str
    inputs: str
    """Hash of what the run read (slice, benchmarks, parameters); the township run compares it."""
    facts: tuple[Fact, ...]
    rows: tuple[EvidenceRow, ...]
    claims: tuple[Claim, ...] = ()
    """Comparisons that the text makes."""
    warnings: tuple[Notice, ...] = ()


class MemberLine(BaseModel):
    """A member as the committee's form lists one (L3); `label`: firmness, '' where it is not judged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member: str
    name: str
    posts: str
    suggested: str | None
    label: str


class DecisionSheet(BaseModel):
    """Text of the sheet on which the committee decides on a team (L3)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suggested: str
    firmness: str
    label: str
    """稳定, 较稳定, 临界, or '' where firmness is not judged."""
    reasons: tuple[str, ...]
    """At most three."""
    changes: str
    """What would change the grade."""
    doubts: str
    """Dimensions with contradicting or too few sources, joined; '' without any."""
    members: tuple[MemberLine, ...]


class VillageSummary(Summary):
    """A village's hand-over: chapter sections, grade, matrix and problems."""

    kind: Literal["village"] = "village"
    name: str
    village_kind: str
    grade: str | None
    """Suggested grade of the team; None: could not be graded."""
    firm: bool
    achievements: tuple[Paragraph, ...]
    """Body of the village's section in chapter two."""
    problems_text: tuple[Paragraph, ...]
    """Body of the village's section in chapter three."""
    problems: tuple[Problem, ...]
    states: dict[str, str]
    """Dimension -> state (一致, 基本一致, 矛盾, 不足)."""
    matrix: dict[str, dict[str, str | None]]
    """Dimension -> source -> grade or None."""
    tables: tuple[ReportTable, ...] = ()
    decision: DecisionSheet | None = None
    """In the committee's edition only."""


class TownshipSummary(Summary):
    """The township's hand-over."""

    kind: Literal["township"] = "township"
    villages: tuple[str, ...]
    unfinished: tuple[str, ...] = ()
    releasable: bool = True
    problems: tuple[Problem, ...] = ()
    """Rows of the rectification ledger: villages in roster order, then what goes on from earlier rounds."""
    names: dict[str, str] = {}
    """Village names by id, roster order."""
    official: Official | None = None
    """How the report is framed on paper; never in the public edition."""


class MethodSummary(Summary):
    """The method notebook's hand-over: what its exports need, nothing for others."""

    kind: Literal["method"] = "method"


class Slip(BaseModel):
    """A reminder slip: one page for one village."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str
    name: str
    heading: Heading
    paragraphs: tuple[Paragraph, ...]


class QuarterSummary(Summary):
    """The hand-over of a quarter's report, owned by the township, with the slips that go out with it."""

    kind: Literal["quarter"] = "quarter"
    quarter: str
    """2023Q1."""
    slips: tuple[Slip, ...] = ()


AnySummary = VillageSummary | TownshipSummary | QuarterSummary | MethodSummary
"""What a notebook may hand over."""
