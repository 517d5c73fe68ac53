"""Entries and sheets that contradict themselves: frames go in; DOUBTS with the entries' own
references as evidence come out. Dates are datetime64, empty where not told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from measures.doubts.verdict import by_finding, by_unit
from measures.statistics import Flags, Floats

BATCH_SHARE, BATCH_ITEMS = 0.8, 5
"""A convention: four of five; fewer than five problems are often closed on one day honestly."""


def dated_after(
    entries: pd.DataFrame, unit_ids: Sequence[str], *, column: str, today: date
) -> pd.DataFrame:
    """`dated_after`: a date later than `today`; `value` in days. ENTRIES: unit_id, reference."""
    days = (entries[column] - pd.Timestamp(today)).dt.days
    return _contradicted("dated_after", entries, unit_ids, days.notna(), days > 0, days)


def closed_before_found(entries: pd.DataFrame, unit_ids: Sequence[str]) -> pd.DataFrame:
    """`closed_before_found`: found_on is later than closed_on; `value` in days."""
    days = (entries["found_on"] - entries["closed_on"]).dt.days
    return _contradicted("closed_before_found", entries, unit_ids, days.notna(), days > 0, days)


def closed_without_reference(entries: pd.DataFrame, unit_ids: Sequence[str]) -> pd.DataFrame:
    """`closed_without_reference`: closed, and `proof` names no document.

    `proof` is missing where the sheet did not ask for one: then nothing can be told.
    """
    asked = entries["closed_on"].notna() & entries["proof"].notna()
    empty = asked & (entries["proof"].fillna("").str.strip() == "")
    return _contradicted("closed_without_reference", entries, unit_ids, asked, empty)


def closed_in_batch(entries: pd.DataFrame, unit_ids: Sequence[str]) -> pd.DataFrame:
    """`closed_in_batch`: 80 % and more of at least 5 closed on one day; `value` is the share.

    A review meeting does that too: a question, not a contradiction.
    """
    closed = entries[entries["closed_on"].notna()]
    by_day = closed.groupby(["unit_id", "closed_on"])["reference"].agg(["size", tuple])
    most = by_day.sort_values("size", kind="stable").groupby("unit_id").tail(1)
    most = most.reset_index("closed_on").reindex(list(unit_ids))
    n = closed.groupby("unit_id").size().reindex(list(unit_ids), fill_value=0).to_numpy()
    share = most["size"].to_numpy(dtype=np.float64) / np.maximum(n, 1)
    references = most["tuple"].tolist()
    return by_unit(
        "closed_in_batch",
        unit_ids,
        is_doubt=share >= BATCH_SHARE,
        can_tell=n >= BATCH_ITEMS,
        evidence=lambda i: references[i],
        n=n,
        value=share,
        p=np.full(len(n), np.nan),
    )


def _contradicted(
    code: str,
    entries: pd.DataFrame,
    unit_ids: Sequence[str],
    compared: pd.Series,
    is_wrong: pd.Series,
    value: pd.Series | None = None,
) -> pd.DataFrame:
    """ENTRIES: unit_id, week, reference and the dates of the check, a line an entry."""
    place = {unit: i for i, unit in enumerate(unit_ids)}
    at = entries["unit_id"].map(place).to_numpy(dtype=np.int64)
    wrong: Flags = is_wrong.to_numpy(dtype=np.bool_)
    n = np.bincount(at[compared.to_numpy(dtype=np.bool_)], minlength=len(unit_ids))
    amount: Floats = np.full(len(entries), np.nan)
    if value is not None:
        amount = value.to_numpy(dtype=np.float64)
    return by_finding(
        code,
        unit_ids,
        at=at[wrong],
        week=entries["week"].to_numpy(dtype=np.int64)[wrong],
        evidence=[(reference,) for reference in entries["reference"][is_wrong]],
        value=amount[wrong],
        can_tell=n > 0,
        n=n,
    )
