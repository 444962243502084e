"""How do answers become columns of an Arrow table?

Arrow is what data frames share without a copy: Polars, pandas, DuckDB and Spark all read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

from allonym.errors import BadOption


class Row(NamedTuple):
    """What a row says of a name: id and heading where the verdict is match; the rest of the best match, if any."""

    name: str
    verdict: str
    id: str | None
    heading: str | None
    score: float | None
    via: str | None
    allonym: str | None
    flags: Sequence[str]


def as_columns(rows: Sequence[Row]) -> Any:
    """Give a pyarrow.Table of some rows; raises BadOption where pyarrow is not installed."""
    try:
        arrow = import_module("pyarrow")
    except ImportError as error:
        raise BadOption("columns are Arrow tables: install pyarrow, or `pip install allonym[arrow]`") from error
    text = arrow.string()
    kinds = dict.fromkeys(Row._fields, text) | {"score": arrow.float64(), "flags": arrow.list_(text)}
    columns = {key: arrow.array([getattr(row, key) for row in rows], kind) for key, kind in kinds.items()}
    coded = {key: columns[key].dictionary_encode() for key in ("verdict", "via")}
    return arrow.table(columns | coded)
