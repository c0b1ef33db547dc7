"""Result types of the analysis: frozen, units in the docstrings; None means "cannot be said", with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from yanpan.analysis.document_results import DocumentResult
from yanpan.analysis.firmness_results import Firmness
from yanpan.evidence import SourceRef
from yanpan.schema.values import Dimension, Grade, Instrument


class Source(StrEnum):
    """The four sources that are held against each other."""

    SURVEY = "问卷测评"
    TALKS = "谈心谈话"
    DOCUMENTS = "查阅资料"
    ROUTINE = "平时掌握"


class Agreement(StrEnum):
    """State of a village × dimension over its sources."""

    AGREED = "一致"
    MOSTLY = "基本一致"
    CONTRADICTED = "矛盾"
    INSUFFICIENT = "不足"


@dataclass(frozen=True)
class Reason:
    """A named reason: `code` for those who render it with facts, the values it rests on, a Chinese sentence."""

    code: str
    text: str
    values: dict[str, float | str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Rate:
    """A share with its interval. `value`, `low`, `high` in 0…1; None where `n` is 0."""

    hits: int
    n: int
    value: float | None
    low: float | None
    high: float | None
    population: int | None = None
    """Size of the finite population the interval is corrected for; None: not corrected."""
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class InstrumentReturn:
    """Accounting of one instrument: people expected and present, forms issued … invalid. None: not handed in."""

    instrument: Instrument
    expected: int | None
    present: int | None
    issued: int | None
    returned: int | None
    valid: int | None
    invalid: int | None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class SatisfactionResult:
    """Satisfaction forms: share 满意+基本满意 among those who gave a view, 不了解 outside and counted."""

    overall: Rate
    unknown: int
    counts: dict[str, int]
    """Valid forms by answer to 总体评价 (满意, 基本满意, 不满意, 不了解)."""
    items: dict[str, Rate]
    """The eight items by column key (`attitude` …)."""
    item_unknown: dict[str, int]
    score: float | None
    """0…100 by the policy's scheme."""
    n_valid: int
    n_invalid: int
    sources: tuple[SourceRef, ...] = ()
    item_scores: dict[str, float | None] = field(default_factory=dict)
    """0…100 by the policy's scheme, by column key."""


@dataclass(frozen=True)
class DomainScore:
    """Mean of a group of questions over respondents, in 0…100 ((mean − 1)/4·100); `n` respondents who answered any."""

    name: str
    questions: tuple[str, ...]
    score: float | None
    n: int


@dataclass(frozen=True)
class QuestionnaireResult:
    """Questionnaires: scores by the policy's domains and by the four dimensions."""

    n: int
    domains: dict[str, DomainScore]
    dimensions: dict[Dimension, DomainScore]
    questions: dict[str, DomainScore]
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class Tally:
    """One ballot row: votes; `score` 0…100 over votes that took a side (abstentions outside), None without any."""

    item: str
    good: int
    normal: int
    poor: int
    abstain: int
    score: float | None

    @property
    def cast(self) -> int:
        """Votes that took a side."""
        return self.good + self.normal + self.poor


@dataclass(frozen=True)
class BallotResult:
    """Ballot on a team."""

    items: dict[str, Tally]
    sources: tuple[SourceRef, ...] = ()

    @property
    def overall(self) -> Tally | None:
        """The 总体 row, if there."""
        return self.items.get("总体")


@dataclass(frozen=True)
class MemberResult:
    """One member (L3). `approval`: share of 好 among votes cast; `capped`: talks keep the grade at 正常 or below."""

    member: str
    name: str
    posts: str
    ballot: dict[str, Tally]
    talks: int
    grade: Grade | None
    reasons: tuple[str, ...]
    sources: tuple[SourceRef, ...] = ()
    approval: Rate | None = None
    capped: bool = False
    firmness: Firmness = field(default_factory=lambda: Firmness(None))


@dataclass(frozen=True)
class PrecheckResult:
    """Prechecks as far as L2 may see: how far complete, and whether the complete matrix is all 无反映."""

    expected: int
    """Members × departments × topics that the policy asks for, plus the team's own row if policy asks."""
    answered: int
    people_expected: int
    people_answered: int
    """人次 for '摸底：已完成 27/27 人次': member × department, complete when all its topics are answered."""
    missing: tuple[str, ...]
    """Departments that have not answered everything, with the count ('镇派出所 2人次')."""
    all_clear: bool
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class MatrixCell:
    """What one source says of a village in one dimension. `grade` None: the source says nothing (`basis` says why)."""

    dimension: Dimension
    source: Source
    grade: Grade | None
    n: int
    basis: str
    sources: tuple[SourceRef, ...] = ()
    values: dict[str, float] = field(default_factory=dict)
    """The numbers in `basis`."""


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator of the composite. `normalised` 0…100; `weight` of the total 0…1 after missing ones are left out."""

    key: str
    name: str
    group: str
    raw: float | None
    unit: str
    normalised: float | None
    weight: float
    contribution: float | None
    missing: str = ""
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class Gate:
    """A gate of the policy that was looked at: whether it applies and what it does (Chinese sentence)."""

    key: str
    applies: bool
    cap: Grade | None
    reason: str
    sources: tuple[SourceRef, ...] = ()
    values: dict[str, float | str] = field(default_factory=dict)
    """The numbers and names in `reason`."""


@dataclass(frozen=True)
class Suggestion:
    """Suggested grade of a team. Precheck caps are NOT in here (they stay in the sealed slip, L4)."""

    grade: Grade | None
    score: float | None
    """Composite, 0…100; None: cannot be graded, see `reasons`."""
    indicators: tuple[IndicatorScore, ...]
    groups: dict[str, float | None]
    """Score per indicator group, 0…100."""
    gates: tuple[Gate, ...]
    reasons: tuple[str, ...]
    """Why this grade, most important first, Chinese sentences."""
    to_better: float | None
    """Points missing to the next better grade by score; None at the top or ungraded."""
    to_worse: float | None
    """Points above the cut to the next worse grade."""
    firm: bool
    """'好' whose satisfaction interval stays above the policy's floor; always True below 好."""
    why: tuple[Reason, ...] = ()
    """`reasons` with code and values, in the same order."""


@dataclass(frozen=True)
class VillageAnalysis:
    """All that the analysis says of one village."""

    village: str
    returns: tuple[InstrumentReturn, ...]
    satisfaction: SatisfactionResult
    questionnaire: QuestionnaireResult
    team_ballot: BallotResult
    members: tuple[MemberResult, ...]
    documents: DocumentResult
    prechecks: PrecheckResult
    matrix: tuple[MatrixCell, ...]
    states: dict[Dimension, Agreement]
    suggestion: Suggestion
    firmness: Firmness = field(default_factory=lambda: Firmness(None))
    notes: tuple[str, ...] = field(default=())
    """What could not be said and why (Chinese sentences)."""
