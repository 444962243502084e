"""How do answers become columns of an Arrow table?

Arrow is what data frames share without a copy: Polars, pandas, DuckDB and Spark all read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from allonym.errors import BadOption
from allonym.records import Resolution


def as_columns(answers: Sequence[Resolution]) -> Any:
    """Give a pyarrow.Table with a row for each answer; raises BadOption where pyarrow is not installed."""
    try:
        arrow = import_module("pyarrow")
    except ImportError as error:
        raise BadOption("columns are Arrow tables: install pyarrow, or `pip install allonym[arrow]`") from error
    best = [answer.matches[0] if answer.matches else None for answer in answers]
    text, words = arrow.string(), arrow.list_(arrow.string())
    columns = {
        "name": arrow.array([answer.name for answer in answers], text),
        "verdict": arrow.array([answer.verdict for answer in answers], text).dictionary_encode(),
        "id": arrow.array([answer.id for answer in answers], text),
        "heading": arrow.array([answer.entity.heading if answer.entity else None for answer in answers], text),
        "score": arrow.array([one.score if one else None for one in best], arrow.float64()),
        "via": arrow.array([one.via if one else None for one in best], text).dictionary_encode(),
        "allonym": arrow.array([one.allonym.name if one else None for one in best], text),
        "flags": arrow.array([list(answer.flags) for answer in answers], words),
    }
    return arrow.table(columns)
