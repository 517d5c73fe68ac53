"""Named frame shapes: the columns and types that may cross a package boundary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeGuard

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Shape:
    """A frame's columns, in order, each with its pandas dtype."""

    name: str
    columns: Mapping[str, str]

    def frame(self, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
        """A frame of this shape; raises KeyError for a row without one of the columns."""
        listed = list(rows)
        columns = {
            name: _listed([row[name] for row in listed], dtype)
            for name, dtype in self.columns.items()
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(len(listed)))

    def filled(self, columns: Mapping[str, object]) -> pd.DataFrame:
        """A frame of this shape from whole columns; a single value fills its column."""
        rows = max((len(column) for column in columns.values() if _is_whole(column)), default=0)
        arrays = {name: _filled(columns[name], rows, dtype) for name, dtype in self.columns.items()}
        return pd.DataFrame(arrays, index=pd.RangeIndex(rows))

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The same frame; raises ValueError naming what differs from this shape."""
        found = dict(zip(frame.columns, map(_named, frame.dtypes.array), strict=True))
        if found != dict(self.columns) or list(frame.columns) != list(self.columns):
            raise ValueError(f"{self.name}: expected {dict(self.columns)}, found {found}")
        return frame


@cache
def _named(dtype: object) -> str:
    """The name of a dtype, which pandas spells out anew each time it is asked."""
    return str(dtype)


def _is_whole(column: object) -> TypeGuard[Sized]:
    return isinstance(column, Sized) and not isinstance(column, str)


def _filled(column: Any, rows: int, dtype: str) -> Any:
    """An array [rows] of the type; a Series a column, aligned by index, takes thrice as long."""
    if dtype not in _PANDAS:
        return np.asarray(column, dtype) if _is_whole(column) else np.full(rows, column, dtype)
    return _same(column, rows, dtype) if not _is_whole(column) else _array(column, dtype)


def _array(listed: Any, dtype: Any) -> Any:
    return pd.array(listed, dtype=dtype)


@lru_cache(maxsize=512, typed=True)
def _same(value: Any, rows: int, dtype: str) -> Any:
    """One value down a column; a frame takes a copy of it."""
    return _array([value] * rows, dtype)


def _listed(column: list[Any], dtype: str) -> Any:
    """A list as a column; only what may be a time or a tuple needs a Series to be read."""
    is_plain = dtype in _PANDAS or dtype in _NUMBERS
    return _filled(column, len(column), dtype) if is_plain else pd.Series(column, dtype=dtype)


_PANDAS, _NUMBERS = ("str", "Int64"), ("bool", "int64", "float64")
