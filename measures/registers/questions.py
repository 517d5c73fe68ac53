"""What is to be asked of problems before they count as mended: PROBLEMS_KEPT and a panel go in; one
line a question comes out, with the rows it rests on.

None of it says that a mending was false: each is a trace to be verified (需核查线索), or what the
versions of a ledger leave open. The codes are those of `campaign/issues.csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from campaign import (
    PROBLEMS,
    RECTIFIED,
    CampaignPack,
    FieldRole,
    FormRole,
    OptionRole,
    Panel,
    Quantity,
    fold,
)
from campaign import option_of as option_with
from measures.counting import shape, week_figures

QUESTIONS = shape("QUESTIONS")
"""One line a question to a unit, by code and in the ledger's order: of the first of `n` lines,
whose (submission, row) are `places`; `params` are what its sentence tells."""

DROPPED, REWORDED, MOVED = "R01", "R02", "R03"
SHORT, SAME, AT_ONCE, IN_BATCH = "R04", "R05", "R06", "R07"
WAITING, BACK_SOON, UNMOVED, LOOK_BACK, OWN = "R08", "R09", "R10", "R11", "R12"
AGAIN = "R13"
LEAST_WORD = 3
"""A word of two characters, such as 调研, stands in too many sentences to name a figure."""

Line = Mapping[Any, Any]
Limits = Mapping[str, float]


def questions(problems: pd.DataFrame, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """QUESTIONS of the problems of a panel's units."""
    rows, limits = problems[problems["standing"] != "withdrawn"], pack.thresholds
    done = rows[rows["standing"].isin(["closed", "claimed"])]
    found = [
        *_each(DROPPED, rows[rows["is_dropped"]]),
        *_each(REWORDED, rows[rows["is_reworded"]]),
        *_each(MOVED, rows[rows["n_moved"] >= limits["due_moves"]], _moved),
        *_short(done, limits),
        *_same(done, limits),
        *_at_once(done, pack),
        *_in_batch(done, limits),
        *_each(WAITING, rows[rows["is_waiting_long"]], lambda row: {"n": int(row["waits"])}),
        *_back_soon(rows, limits["found_again_days"]),
        *_unmoved(rows[rows["standing"] == "closed"], panel, pack),
        *_each(LOOK_BACK, rows[rows["is_look_back_due"]], partial(_closed, limits)),
        *_each(OWN, rows[rows["is_own"]]),
        *_found_again(rows, done, limits["found_again_days"]),
    ]
    return QUESTIONS.frame(sorted(found, key=lambda line: str(line["code"])))


def _nothing(row: Line) -> Mapping[str, object]:
    del row
    return {}


def _each(
    code: str, rows: pd.DataFrame, tell: Callable[[Line], Mapping[str, object]] = _nothing
) -> Iterator[dict[str, object]]:
    """A question a line."""
    for row in rows.to_dict("records"):
        yield _question(code, [row], tell(row))


def _question(code: str, rows: Sequence[Line], params: Mapping[str, object]) -> dict[str, object]:
    first = rows[0]
    return {
        "code": code,
        **{name: first[name] for name in ("unit_id", "submission_id", "row", "number")},
        "n": len(rows),
        "params": dict(params),
        "places": tuple((row["submission_id"], row["row"]) for row in rows),
    }


def _moved(row: Line) -> dict[str, object]:
    return {"n": row["n_moved"], "first": row["first_due"], "day": row["due"]}


def _closed(limits: Limits, row: Line) -> dict[str, object]:
    return {"day": row["closed_on"], "days": limits["look_back_days"]}


def _short(done: pd.DataFrame, limits: Limits) -> Iterator[dict[str, object]]:
    """Closed or reported done with no result or a short one, where the sheet asks for results."""
    asks = done["result"].ne("").groupby(done["submission_id"]).transform("any").astype("bool")
    rows = done[asks & (done["result"].map(lambda text: len(fold(text))) < limits["short_result"])]
    return _each(SHORT, rows, lambda row: {"n": len(fold(row["result"]))})


def _same(done: pd.DataFrame, limits: Limits) -> Iterator[dict[str, object]]:
    """One text of result in so many lines, or of so many units; a question a unit."""
    told = done[done["result"] != ""]
    for _, alike in told.groupby(told["result"].map(fold), sort=False):
        n_units = alike["unit_id"].nunique()
        if len(alike) < limits["same_result_rows"] and n_units < limits["same_result_units"]:
            continue
        for _, own in alike.groupby("unit_id", sort=False):
            yield _question(SAME, own.to_dict("records"), {"n": len(alike), "units": n_units})


def _at_once(done: pd.DataFrame, pack: CampaignPack) -> Iterator[dict[str, object]]:
    staged = option_with(pack.options_of(FormRole.PROBLEMS, FieldRole.MODE), OptionRole.STAGED)
    is_one = done["found_on"].notna() & (done["found_on"] == done["done_on"])
    rows = done[is_one & (done["mode"] == staged)] if staged else done.iloc[:0]
    return _each(AT_ONCE, rows, lambda row: {"day": row["found_on"]})


def _in_batch(done: pd.DataFrame, limits: Limits) -> Iterator[dict[str, object]]:
    """Most of a unit's done on one day, or in the last days of their terms."""
    least, ends, part = (limits[f"batch_{name}"] for name in ("rows", "last_days", "share"))
    known = done[done["done_on"].notna()]
    for _, own in known.groupby("unit_id", sort=False):
        if len(own) < least:
            continue
        day = own["done_on"].mode().iloc[0]
        on_day = own[own["done_on"] == day]
        left = (own["due"] - own["done_on"]).dt.days
        last = own[(left >= 0) & (left <= ends)]
        most = on_day if len(on_day) >= len(last) else last
        if len(most) > part * len(own):
            told = {"n": len(most), "total": len(own), "days": ends}
            yield _question(IN_BATCH, most.to_dict("records"), told)


def _back_soon(rows: pd.DataFrame, soon: float) -> Iterator[dict[str, object]]:
    """Open again within so many days of the day it was done, as its versions say."""
    days = (rows["undone_on"] - rows["done_on"].fillna(rows["undone_on"])).dt.days
    known = rows["undone_on"].notna() & (days >= 0) & (days <= soon)
    return _each(BACK_SOON, rows[known], lambda row: {"day": row["undone_on"], "days": soon})


def _found_again(
    rows: pd.DataFrame, done: pd.DataFrame, soon: float
) -> Iterator[dict[str, object]]:
    """The same problem of a unit, found again within so many days of the day it was done."""
    said = rows.assign(text=rows["problem"].map(fold))
    later = said[said["found_on"].notna() & (said["text"] != "")]
    for row in done[done["done_on"].notna()].to_dict("records"):
        alike = later[
            (later["unit_id"] == row["unit_id"]) & (later["text"] == fold(row["problem"]))
        ]
        days = (alike["found_on"] - row["done_on"]).dt.days
        for again in alike[(days > 0) & (days <= soon)].to_dict("records"):
            yield _question(AGAIN, [row, again], {"day": again["found_on"], "days": soon})


def _unmoved(closed: pd.DataFrame, panel: Panel, pack: CampaignPack) -> Iterator[dict[str, object]]:
    """The figure that the problem names is no higher after it was closed than before it was
    found."""
    words, limits = _figure_words(pack), pack.thresholds
    most, least = int(limits["beside_weeks"]), limits["beside_least_weeks"]
    at = {unit.id: i for i, unit in enumerate(panel.units)}
    starts = [pd.Timestamp(week.week.starts_on) for week in panel.weeks]
    for row in closed.to_dict("records"):
        named = next((word for word in words if word in row["problem"]), None)
        if named is None or pd.isna(row["found_on"]) or pd.isna(row["closed_on"]):
            continue
        figures = week_figures(panel, words[named])[:, at[row["unit_id"]]]
        course = pd.Series(figures, index=starts).dropna()
        before = course[course.index <= row["found_on"]].tail(most)
        after = course[course.index > row["closed_on"]].head(most)
        if min(len(before), len(after)) >= least and after.mean() <= before.mean():
            told = {"figure": words[named].label, "before": before.mean(), "after": after.mean()}
            yield _question(UNMOVED, [row], told)


def _figure_words(pack: CampaignPack) -> dict[str, Quantity]:
    """The words that name a weekly figure, the longest first; a ledger's own sums name none."""
    named = {
        alias: pack.quantity[field.id]
        for field in pack.weekly_form.fields
        if field.id in pack.quantity and field.id not in (PROBLEMS, RECTIFIED)
        for alias in field.aliases
        if len(alias) >= LEAST_WORD
    }
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))
