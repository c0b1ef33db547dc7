"""Nothing that is left out of a table can be reckoned back from what is printed: checked by an attacker of its own."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.disclosure.suppression import UnsafeError, bounds, hidden_cells, pinned_cells, primary_cells

LEAST = 5


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[46, 8, 6]], [[False, False, False]]),
        ([[46, 8, 1]], [[False, True, True]]),
        ([[46, 2, 1]], [[False, True, True]]),
        ([[30, 16, 1, 1]], [[False, True, True, True]]),
        ([[48, 5, 1, 0]], [[False, True, True, False]]),
        ([[3, 0]], [[True, True]]),
    ],
)
def test_a_line_with_its_sum(table: list[list[int]], hidden: list[list[bool]]) -> None:
    assert hidden_cells(table, LEAST, columns=False).tolist() == hidden


def test_a_table_with_both_margins_needs_a_rectangle() -> None:
    table = [[20, 3, 9], [14, 8, 30], [25, 11, 12]]
    hidden = hidden_cells(table, LEAST)
    assert hidden[0, 1]
    assert hidden.sum() >= 4
    assert all(line.sum() != 1 for line in (*hidden, *hidden.T))


def test_one_village_alone_takes_another_with_it() -> None:
    assert hidden_cells([[6], [3], [9], [12]], LEAST, rows=False)[:, 0].tolist() == [True, True, False, False]


def test_a_single_cell_with_its_sum_cannot_be_protected() -> None:
    with pytest.raises(UnsafeError):
        hidden_cells([[3]], LEAST)


def test_without_margins_the_small_cell_alone_goes() -> None:
    assert hidden_cells([[3, 9]], LEAST, rows=False, columns=False).tolist() == [[True, False]]


def attacker(table: np.ndarray, hidden: np.ndarray) -> list[set[int]]:
    """By brute force: every filling of the hidden cells that fits rows, columns and the marks of small cells."""
    places = [tuple(place) for place in np.argwhere(hidden)]
    small = primary_cells(table, LEAST)
    ranges = [range(1, LEAST) if small[place] else range(int(table.sum()) + 1) for place in places]
    seen: list[set[int]] = [set() for _ in places]
    for filling in itertools.product(*ranges):
        guess = table.copy()
        for place, value in zip(places, filling, strict=True):
            guess[place] = value
        if (guess.sum(0) == table.sum(0)).all() and (guess.sum(1) == table.sum(1)).all():
            for values, value in zip(seen, filling, strict=True):
                values.add(value)
    return seen


tables = st.tuples(st.integers(1, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 14), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_no_hidden_cell_is_pinned_and_every_small_one_is_hidden(table: list[list[int]]) -> None:
    counts = np.array(table)
    try:
        hidden = hidden_cells(counts, LEAST)
    except UnsafeError:
        assert min(counts.shape) == 1 or pinned_cells(counts, np.ones_like(counts, dtype=bool), LEAST)
        return
    assert (hidden | ~primary_cells(counts, LEAST)).all()
    assert all(low < high for low, high in bounds(counts, hidden, LEAST))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2))
def test_the_readers_bounds_are_those_of_brute_force(table: list[list[int]]) -> None:
    counts = np.array(table)
    hidden = np.ones_like(counts, dtype=bool)
    told = [(min(values), max(values)) for values in attacker(counts, hidden)]
    assert bounds(counts, hidden, LEAST) == told
