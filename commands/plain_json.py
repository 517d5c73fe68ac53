"""A frame's value goes in; the value as JSON has it comes out."""

from __future__ import annotations

import math
from datetime import datetime

import pandas as pd


def plain(value: object) -> object:
    """NaN is null, a whole number is an integer, a day is ISO text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
