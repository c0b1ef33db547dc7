"""Tidy frames to Arrow bytes and back, type for type (threads are not used: kernels fork after import)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from yanpan.intake.raw_rows import RAW_COLUMNS, RAW_DTYPES
from yanpan.intake.tidy import dtypes
from yanpan.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

RAW = "raw"
"""Name under which raw rows are stored."""


def types_of(name: str) -> dict[str, str]:
    """pandas type by column of a tidy table, or of the raw rows."""
    if name == RAW:
        return {column: RAW_DTYPES.get(column, "str") for column in RAW_COLUMNS}
    return dtypes(TABLES[name])


def to_arrow(frame: pd.DataFrame, name: str) -> pa.Table:
    """The frame as an Arrow table with the table's own schema, without pandas' metadata."""
    import pyarrow as pa

    arrow = {
        "str": pa.string(),
        "Int64": pa.int64(),
        "int64": pa.int64(),
        "boolean": pa.bool_(),
        "float64": pa.float64(),
    }
    schema = pa.schema([(column, arrow[kind]) for column, kind in types_of(name).items()])
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False, nthreads=1)
    return table.replace_schema_metadata(None)


def to_bytes(table: pa.Table) -> bytes:
    """The table as an Arrow IPC file."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return bytes(sink.getvalue())


def from_bytes(data: bytes, name: str) -> pd.DataFrame:
    """The frame of an Arrow IPC file, with exactly the types of `types_of`."""
    import pyarrow as pa

    return to_frame(pa.ipc.open_file(pa.BufferReader(data)).read_all(), name)


def to_frame(table: pa.Table, name: str) -> pd.DataFrame:
    """The Arrow table as a frame with exactly the types of `types_of`."""
    kinds = types_of(name)
    columns = {column: _values(table.column(column), kinds.get(column, "str")) for column in table.column_names}
    return pd.DataFrame(columns, copy=False)


def _values(column: pa.ChunkedArray, kind: str) -> Any:
    """A column's values in pandas' own array; numpy's types, which cannot be missing, as numpy's."""
    if kind in ("int64", "float64"):
        return column.to_numpy()
    dtype: Any = pd.api.types.pandas_dtype(kind)
    return dtype.__from_arrow__(column)
