"""A frame's value goes in; the value as JSON has it comes out."""

from __future__ import annotations

import math

import pandas as pd


def plain(value: object) -> object:
    """NaN is null, a whole number is an integer."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
