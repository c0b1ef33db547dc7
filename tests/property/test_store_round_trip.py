"""Any tidy table comes back from Arrow as it went in, types and gaps included."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.intake.tidy import dtypes
from yanpan.schema import TABLES
from yanpan.store.frames import from_bytes, to_arrow, to_bytes

VALUES = {
    "str": st.none() | st.text(max_size=8),
    "Int64": st.none() | st.integers(-(2**53), 2**53),
    "int64": st.integers(0, 2**31),
    "boolean": st.none() | st.booleans(),
    "float64": st.none() | st.floats(allow_nan=False),
}


def frames(key: str) -> st.SearchStrategy[pd.DataFrame]:
    types = dtypes(TABLES[key])
    row = st.fixed_dictionaries({name: VALUES[kind] for name, kind in types.items()})
    return st.lists(row, max_size=4).map(
        lambda rows: pd.DataFrame({n: pd.Series([row[n] for row in rows], dtype=kind) for n, kind in types.items()})
    )


@pytest.mark.parametrize("key", ["industries", "members", "questionnaires"])
def test_tables_come_back_equal(key: str) -> None:
    @settings(max_examples=25, deadline=None)
    @given(frames(key))
    def holds(frame: pd.DataFrame) -> None:
        pd.testing.assert_frame_equal(from_bytes(to_bytes(to_arrow(frame, key)), key), frame)

    holds()
