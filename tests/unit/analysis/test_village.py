"""The analysis of a village as a whole: order of rows, other villages, and material that is not there."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass

import pandas as pd
import pytest
from pydantic import TypeAdapter

from yanpan.analysis import analyse_village, benchmarks, benchmarks_from
from yanpan.analysis.benchmark_results import Benchmarks


def numbers(value):
    if is_dataclass(value):
        for each in fields(value):
            yield from numbers(getattr(value, each.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, float):
        yield value


@pytest.fixture
def analyse(policy, round_config, forms, questionnaires):
    return lambda given, **more: analyse_village(given, policy, round_config=round_config, **more)


CHECK = {"item": "党课", "period": "2022", "due": 0, "found": 0, "quality": "缺失", "criticism": "无"}
BALLOT = {"target_kind": "班子", "target": "班子", "item": "总体", "good": 0, "normal": 0, "poor": 0, "abstain": 9}
POOR_MATERIAL = {
    "nothing": lambda forms, questionnaires: {},
    "all unknown": lambda forms, questionnaires: {
        "satisfaction_forms": forms(unknown=20),
        "questionnaires": questionnaires(20, 0),
    },
    "zero documents": lambda forms, questionnaires: {"document_checks": [{"village": "V01", **CHECK}]},
    "three forms": lambda forms, questionnaires: {"satisfaction_forms": forms(satisfied=3)},
    "blank ballots": lambda forms, questionnaires: {"ballot_tallies": [{"village": "V01", **BALLOT}]},
    "blank income": lambda forms, questionnaires: {"collective_income": [{"village": "V01", "year": 2022}]},
}


@pytest.mark.parametrize("material", POOR_MATERIAL.values(), ids=POOR_MATERIAL)
def test_missing_material_gives_reasons_never_nan(material, tables, analyse, forms, questionnaires) -> None:
    result = analyse(tables(**material(forms, questionnaires)))
    assert not [each for each in numbers(result) if math.isnan(each)]
    assert result.notes
    assert result.suggestion.reasons


def test_every_indicator_without_value_says_why(tables, analyse) -> None:
    assert all(each.missing for each in analyse(tables()).suggestion.indicators if each.raw is None)


def test_rows_in_any_order_give_the_same_analysis(tables, analyse, excellent) -> None:
    given = tables(**excellent())
    shuffled = {key: frame.sample(frac=1, random_state=7) for key, frame in given.items()}
    assert analyse(shuffled) == analyse(given)


def test_tables_are_left_as_they_were(tables, analyse, excellent) -> None:
    given = tables(**excellent())
    before = {key: frame.copy(deep=True) for key, frame in given.items()}
    analyse(given)
    for key, frame in given.items():
        pd.testing.assert_frame_equal(frame, before[key])


def test_other_villages_change_nothing(tables, analyse, excellent) -> None:
    both = {key: [*excellent()[key], *excellent("V02")[key]] for key in excellent()}
    roster = [{"village": village, "name": village, "households": 400} for village in ("V01", "V02")]
    alone, among = analyse(tables(**excellent())), analyse(tables(villages=roster, **both), village="V01")
    assert among.suggestion.score == alone.suggestion.score
    assert among.matrix == alone.matrix


def test_a_slice_of_two_villages_needs_a_name(tables, analyse) -> None:
    with pytest.raises(ValueError, match="one village"):
        analyse(tables(villages=[{"village": "V01"}, {"village": "V02"}]))


def test_best_village_is_good_in_every_cell(tables, analyse, excellent) -> None:
    result = analyse(tables(**excellent()))
    assert {cell.grade for cell in result.matrix} == {"好"}
    assert {state.value for state in result.states.values()} == {"一致"}


def test_benchmarks_pool_forms_and_average_villages(tables, policy, round_config, forms, questionnaires) -> None:
    given = tables(
        villages=[{"village": "V01"}, {"village": "V02"}, {"village": "V03"}],
        satisfaction_forms=[*forms(satisfied=10), *forms(satisfied=10, dissatisfied=20, village="V02")],
        questionnaires=[*questionnaires(1, 5), *questionnaires(9, 3, village="V02")],
        collective_income=[
            {"village": v, "year": 2022, "net": net} for v, net in (("V01", 2), ("V02", 5), ("V03", 12))
        ],
    )
    found = benchmarks(given, policy, round_config=round_config)
    assert (found.villages, found.satisfaction.hits, found.satisfaction.n) == (3, 20, 40)
    assert found.domains["廉洁"] == pytest.approx(75)
    assert found.income_net_median == 5


def test_benchmarks_survive_the_store(tables, policy, round_config, excellent) -> None:
    found = benchmarks(tables(**excellent()), policy, round_config=round_config)
    stored = TypeAdapter(Benchmarks).dump_python(found, mode="json")
    assert benchmarks_from(json.loads(json.dumps(stored))) == found
