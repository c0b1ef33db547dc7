"""The codebook is current, and the declarations it is written from keep the contract's promises."""

import doctest
from pathlib import Path

import pytest

from yanpan.schema import TABLES, Kind, Level, codebook
from yanpan.schema.examples import EXAMPLES, example_of
from yanpan.schema.values import DOCUMENT_ITEMS, QUESTIONS, SATISFACTION_ITEMS

ROOT = Path(__file__).parents[2]
LEVELS = {
    Level.L1: "honours",
    Level.L2: "villages work_groups positions meetings form_returns document_checks industries projects cooperations "
    "collective_income idle_assets party_tasks problems rectifications inspections activities trainings key_tasks",
    Level.L3: "members talks questionnaires satisfaction_forms ballot_tallies routine_records suggestions reserves "
    "retired_cadres postings annual_assessments decisions",
    Level.L4: "prechecks sanctions",
}
"""Tables of the data contract by sensitivity."""


def test_the_codebook_in_the_repository_is_current():
    assert (ROOT / "DATA.md").read_text(encoding="utf-8") == codebook.render(), "run `make codebook`"


def test_examples_in_docstrings_hold():
    assert doctest.testmod(codebook).failed == 0


@pytest.mark.parametrize("level", LEVELS)
def test_every_table_has_the_sensitivity_of_the_contract(level):
    assert {key for key, table in TABLES.items() if table.level is level} == set(LEVELS[level].split())


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_can_be_found_and_has_a_level(table):
    headings = [column.zh for column in table.columns]
    keys = [column.key for column in table.columns]
    assert len(set(headings)) == len(headings)
    assert len(set(keys)) == len(keys)
    assert all(isinstance(table.level_of(key), Level) for key in keys)
    assert all(table.level_of(key) >= table.level for key in keys)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_and_owners_of_a_table_are_columns_of_it(table):
    named = {*table.unique, *filter(None, (table.id_column, table.village_column))}
    assert named <= set(table.by_key)
    assert table.id_column is None or table.unique == (table.id_column,)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_closed_columns_list_their_values_and_give_one_as_example(table):
    for column in table.columns:
        assert bool(column.allowed) == (column.kind in {Kind.ENUM, Kind.BOOL})
        assert not column.allowed or column.example in column.allowed


def test_numbers_of_people_and_things_say_their_unit():
    numbers = [
        (table.key, column.key)
        for table in TABLES.values()
        for column in table.columns
        if column.kind in {Kind.INT, Kind.NUMBER, Kind.QUANTITY} and not column.unit
    ]
    scores = {("questionnaires", key) for key in (*QUESTIONS, "r1", "a1")} | {("annual_assessments", "pay_factor")}
    assert set(numbers) == scores


def test_no_table_name_begins_another():
    names = [table.zh for table in TABLES.values()]
    assert not [(a, b) for a in names for b in names if a != b and b.startswith(a)]


def test_the_codebook_shows_every_heading_and_key():
    text = codebook.render()
    for table in TABLES.values():
        section = text.split(f"### {table.zh}（`{table.key}`）")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| {column.zh} | `{column.key}` |" in section


def test_the_lists_of_the_forms_are_those_of_the_contract():
    assert (len(QUESTIONS), len(SATISFACTION_ITEMS), len(DOCUMENT_ITEMS), len(TABLES)) == (15, 8, 15, 33)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_has_an_example_that_its_own_list_allows(table):
    examples = {column.zh: (example_of(table, column), column.allowed) for column in table.columns}
    assert all(example for example, _ in examples.values())
    assert not [zh for zh, (example, allowed) in examples.items() if allowed and example not in allowed]


def test_examples_stand_for_columns_that_exist_and_have_none_of_their_own():
    assert all(not TABLES[table].by_key[key].example for table, key in EXAMPLES)
