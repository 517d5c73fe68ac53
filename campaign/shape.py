"""Named frame shapes: the columns and types that may cross a package boundary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Shape:
    """A frame's columns, in order, each with its pandas dtype."""

    name: str
    columns: Mapping[str, str]

    def frame(self, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
        """A frame of this shape; raises KeyError for a row without one of the columns."""
        listed = list(rows)
        return pd.DataFrame(
            {
                column: pd.Series([row[column] for row in listed], dtype=dtype)
                for column, dtype in self.columns.items()
            }
        )

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The same frame; raises ValueError naming what differs from this shape."""
        found = {column: str(dtype) for column, dtype in frame.dtypes.items()}
        if found != dict(self.columns) or list(frame.columns) != list(self.columns):
            raise ValueError(f"{self.name}: expected {dict(self.columns)}, found {found}")
        return frame
