"""Cached readings of what needs verifying: a view goes in; doubts, checks on the spot and sheets
that do not tie out come out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from campaign import Address, params_from_json
from measures import TO_VERIFY, ToVerify, figures_to_verify, verification
from pages.door import View, opened
from pages.readings.visits import entries_of, visits_so_far

_TOTAL = "K01"
_WEEKLY = "weekly_report"
LATE_DAYS = 14
"""A report that came so many days after its week's end was filled in afterwards."""


@dataclass(frozen=True)
class Untied:
    """A total that its rows do not add up to, of a sheet whose figures count."""

    week: int
    file_name: str
    address: str
    stated: str
    summed: str
    difference: str


def to_verify(view: View) -> ToVerify:
    """Every doubt in the viewer's scope, judged among all of its units, whatever is filtered."""
    return view.kept("to verify", _judged)


def _judged(view: View) -> ToVerify:
    forms = {form.id: entries_of(view, form.id) for form in view.pack.forms if form.has_entries}
    return figures_to_verify(view.scope, view.pack, entries=forms, today=view.today)


def doubts(view: View) -> pd.DataFrame:
    """TO_VERIFY of the units shown."""
    if not view.panel.weeks:
        return TO_VERIFY.frame()
    shown = view.panel.weeks[-1].member
    ids = {unit.id for unit, own in zip(view.panel.units, shown, strict=True) if own}
    found = to_verify(view).doubts
    return found[found["unit_id"].isin(ids)].reset_index(drop=True)


def checks_on_site(view: View, *, by: str = "district") -> pd.DataFrame:
    """CHECKED of the units shown, up to the view's week."""
    return view.kept(f"checked {by}", lambda v: verification(visits_so_far(v), v.panel, by=by))


def totals_off(view: View) -> list[Untied]:
    """The totals of weekly sheets up to the view's week that still count and do not tie out."""
    return view.kept("untied", _untied)


def _untied(view: View) -> list[Untied]:
    sent = _counting(view).set_index("submission_id")
    rows = opened.ledger().findings(view.district.id, view.viewer, code=_TOTAL)
    rows = rows[rows["submission_id"].isin(sent.index)]
    return [_line(row, sent.loc[row["submission_id"]]) for row in rows.to_dict("records")]


def _line(row: dict[object, object], sent: pd.Series) -> Untied:
    told = params_from_json(str(row["params"]))
    at = Address(str(row["sheet"]), int(str(row["row"])), int(str(row["column"])))
    said = {name: str(told.get(name, "")) for name in ("t", "s", "d")}
    return Untied(
        int(sent["week"]), str(sent["file_name"]), str(at), said["t"], said["s"], said["d"]
    )


def late_sheets(view: View) -> tuple[int, int]:
    """How many weekly sheets that count came more than 14 days after their week, of how many."""
    sent = _counting(view)
    ends = [pd.Timestamp(view.district.calendar.week(int(w)).ends_on) for w in sent["week"]]
    zone = view.district.calendar.zone
    days = sent["received_at"].dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    late = (days - pd.Series(ends, index=sent.index, dtype="datetime64[ns]")).dt.days > LATE_DAYS
    return int(late.sum()), len(sent)


def _counting(view: View) -> pd.DataFrame:
    """SUBMISSIONS of weekly sheets up to the view's week, with a row that counts now."""
    return view.kept("sheets that count", _sheets)


def _sheets(view: View) -> pd.DataFrame:
    sent = opened.ledger().submissions(view.district.id, view.viewer)
    counts = (sent["form"] == _WEEKLY) & (sent["state"] == "accepted") & (sent["n_current"] > 0)
    return sent[counts & (sent["week"] <= view.week.number).fillna(False)]
