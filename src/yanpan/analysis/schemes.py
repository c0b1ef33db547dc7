"""Scores of one set of answers under the scoring schemes that the policy lists, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from yanpan.config.schemes import Scheme


def scheme_score(votes: Mapping[str, int], scheme: Scheme) -> float | None:
    """Mean points, 0…100, over the answers that the scheme scores; None without any.

    score = Σ points·votes / Σ votes. Answers outside the scheme (不了解, 弃权) are in neither sum.
    """
    n = sum(votes.get(answer, 0) for answer in scheme.points)
    return sum(points * votes.get(answer, 0) for answer, points in scheme.points.items()) / n if n else None


def scheme_scores(votes: Mapping[str, int], schemes: Mapping[str, Scheme]) -> dict[str, float | None]:
    """Score under each scheme that knows every answer with votes, except those it names as unscored.

    A scheme made for other answers (a five-step one for a three-step form) is left out rather than half applied.
    """
    given = {answer for answer, count in votes.items() if count}
    fitting = {name: scheme for name, scheme in schemes.items() if given <= {*scheme.points, *scheme.unscored}}
    return {name: scheme_score(votes, scheme) for name, scheme in fitting.items()}
