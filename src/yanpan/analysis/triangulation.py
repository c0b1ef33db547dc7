"""Four sources held against each other: a grade per source and dimension, a state per dimension."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.analysis import documents as docs
from yanpan.analysis.document_results import DocumentResult
from yanpan.analysis.frames import Tables, mean
from yanpan.analysis.opinions import Opinions, routine_on, talks_on
from yanpan.analysis.results import Agreement, MatrixCell, QuestionnaireResult, SatisfactionResult, Source
from yanpan.config.policy import Policy
from yanpan.config.scoring import DocumentCuts, OpinionCuts
from yanpan.evidence import merge_refs
from yanpan.schema.values import Dimension, Grade


def state(grades: Iterable[Grade | None]) -> Agreement:
    """State of a dimension over its sources, tested in this order: 不足, 矛盾, 一致, 基本一致.

    >>> state([Grade.GOOD, Grade.GOOD, Grade.GOOD, None]).value
    '一致'
    >>> state([Grade.GOOD, Grade.GOOD]).value
    '基本一致'
    """
    known = [grade for grade in grades if grade is not None]
    if len(known) < 2:
        return Agreement.INSUFFICIENT
    if Grade.GOOD in known and Grade.POOR in known:
        return Agreement.CONTRADICTED
    return Agreement.AGREED if len(known) >= 3 and len(set(known)) == 1 else Agreement.MOSTLY


def states(matrix: Iterable[MatrixCell]) -> dict[Dimension, Agreement]:
    """State per dimension."""
    cells = tuple(matrix)
    return {each: state(cell.grade for cell in cells if cell.dimension is each) for each in Dimension}


def matrix(
    tables: Tables,
    village: str,
    *,
    policy: Policy,
    satisfaction: SatisfactionResult,
    questionnaire: QuestionnaireResult,
    documents: DocumentResult,
) -> tuple[MatrixCell, ...]:
    """Sixteen cells, dimension by dimension, in the order of `Source`."""
    cuts = policy.sources
    cells: list[MatrixCell] = []
    for each in Dimension:
        talks, routine = talks_on(tables, village, dimension=each), routine_on(tables, village, dimension=each)
        cells += [
            survey_cell(each, satisfaction, questionnaire, policy=policy),
            opinion_cell(each, Source.TALKS, talks, cuts=cuts.talks),
            document_cell(each, documents, items=policy.dimensions[each].documents, cuts=cuts.documents),
            opinion_cell(each, Source.ROUTINE, routine, cuts=cuts.routine),
        ]
    return tuple(cells)


def survey_cell(
    dimension: Dimension, satisfaction: SatisfactionResult, questionnaire: QuestionnaireResult, *, policy: Policy
) -> MatrixCell:
    """Mean of the questionnaire's score and the mean score of the satisfaction items, whichever has enough forms."""
    cuts, asked = policy.sources.survey, questionnaire.dimensions[dimension]
    items = [key for key in policy.dimensions[dimension].item_keys if satisfaction.items[key].n >= cuts.least]
    views = max((satisfaction.items[key].n for key in items), default=0)
    rated = mean(satisfaction.item_scores[key] for key in items)
    answered = asked.score if asked.n >= cuts.least else None
    score = mean((answered, rated))
    if score is None:
        few = f"有效问卷和测评表都不足{cuts.least}份，不下结论"
        return MatrixCell(dimension, Source.SURVEY, None, 0, few, values={"least": cuts.least})
    grade = Grade.GOOD if score >= cuts.good else Grade.NORMAL if score >= cuts.normal else Grade.POOR
    parts = {"score": score}
    basis = []
    if answered is not None:
        parts |= {"questionnaires": asked.n, "questionnaire_score": answered}
        basis.append(f"问卷{asked.n}份得{answered:.1f}分")
    if rated is not None:
        parts |= {"forms": views, "form_score": rated}
        basis.append(f"测评表{views}份得{rated:.1f}分")
    sources = merge_refs(
        questionnaire.sources if answered is not None else (), satisfaction.sources if rated is not None else ()
    )
    n = (asked.n if answered is not None else 0) + views
    return MatrixCell(dimension, Source.SURVEY, grade, n, "，".join(basis), sources, parts)


def opinion_cell(dimension: Dimension, source: Source, opinions: Opinions, *, cuts: OpinionCuts) -> MatrixCell:
    """Talks or routine records by the shares of 好 and 较差."""
    grade = opinions.grade(cuts)
    values = {"good": float(opinions.good), "normal": float(opinions.normal), "poor": float(opinions.poor)}
    basis = f"好{opinions.good}、正常{opinions.normal}、较差{opinions.poor}"
    if grade is None:
        basis = f"只有{opinions.n}条，不足{cuts.least}条，不下结论" if opinions.n else "没有涉及这一维度的记录"
    return MatrixCell(dimension, source, grade, opinions.n, basis, opinions.sources, values)


def document_cell(
    dimension: Dimension, documents: DocumentResult, *, items: tuple[str, ...], cuts: DocumentCuts
) -> MatrixCell:
    """Documents by completeness and by the number of irregular or missing items."""
    parts = [documents.items[item] for item in items if item in documents.items]
    share, bad = docs.completeness(parts), docs.irregular(parts)
    due = sum(part.due for part in parts)
    sources = merge_refs(*(part.sources for part in parts))
    if share is None:
        return MatrixCell(dimension, Source.DOCUMENTS, None, 0, "本届没有应查的资料", sources)
    percent = round(100 * share, 9)
    good = percent >= cuts.good and bad <= cuts.irregular_with_good
    grade = Grade.GOOD if good else Grade.NORMAL if percent >= cuts.normal else Grade.POOR
    basis = f"应有{due}次，完整率{percent:.1f}%，不规范或缺失{bad}项"
    values = {"due": float(due), "completeness": percent, "irregular": float(bad)}
    return MatrixCell(dimension, Source.DOCUMENTS, grade, due, basis, sources, values)
