"""Cached readings of what needs verifying: a view goes in; doubts, checks on the spot and sheets
that do not tie out come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from campaign import Address, params_from_json
from measures import (
    LATE_DAYS,
    TO_VERIFY,
    WEEKS_A_FILE,
    Checked,
    ToVerify,
    all_checks,
    ever_checked,
    figures_to_verify,
    found_shares,
    verification,
)
from pages.door import Basis, Question, ledger_reading, opened, reading, whole_reading
from pages.readings.visits import entries_of, visits_so_far

_TOTAL = "K01"


@dataclass(frozen=True)
class Untied:
    """A total that its rows do not add up to, of a sheet whose figures count."""

    week: int
    file_name: str
    address: str
    stated: str
    summed: str
    difference: str


def to_verify(basis: Basis) -> ToVerify:
    """Every doubt in the viewer's scope, judged among all of its units, whatever is filtered; when
    reports came is always what is known now."""
    return _to_verify(basis, basis.question.revision)


@whole_reading
def _to_verify(basis: Basis, revision: int) -> ToVerify:  # noqa: ARG001
    late = _late_reports(basis)
    forms = {form.id: entries_of(basis, form.id) for form in basis.pack.forms if form.has_entries}
    return figures_to_verify(basis.scope, basis.pack, entries=forms, today=basis.today, late=late)


@ledger_reading
def _late_reports(question: Question) -> pd.DataFrame:
    record, told = question.ledger.record, {"days": LATE_DAYS, "weeks_a_file": WEEKS_A_FILE}
    return record.late_reports(question.district_id, question.viewer, **told)


def doubts(basis: Basis) -> pd.DataFrame:
    """TO_VERIFY of the units shown."""
    return _doubts(basis, basis.question.revision)


@reading
def _doubts(basis: Basis, revision: int) -> pd.DataFrame:  # noqa: ARG001
    if not basis.panel.weeks:
        return TO_VERIFY.frame()
    shown = basis.panel.weeks[-1].member
    ids = {unit.id for unit, own in zip(basis.panel.units, shown, strict=True) if own}
    found = to_verify(basis).doubts
    return found[found["unit_id"].isin(ids)].reset_index(drop=True)


@reading
def checks_on_site(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """CHECKED of the units shown, up to the view's week."""
    return verification(visits_so_far(basis), basis.panel, by=by)


def open_questions(basis: Basis) -> Mapping[str, pd.DataFrame]:
    """Of the units shown, up to the view's week, `disputes`: where two senders differ and nobody
    chose, and `blanks` that nobody answered."""
    return _asked(basis, basis.question.revision)


@reading
def _asked(basis: Basis, revision: int) -> Mapping[str, pd.DataFrame]:  # noqa: ARG001
    found = _questions(basis)
    units, last = {unit.id for unit in basis.panel.units}, basis.week.number
    return {
        name: rows[(rows["week"] <= last) & rows["unit_id"].isin(units)]
        for name, rows in found.items()
    }


@ledger_reading
def _questions(question: Question) -> Mapping[str, pd.DataFrame]:
    here = question.district_id, question.viewer
    disputes = question.ledger.questions.disputes(*here)
    blanks = question.ledger.questions.blanks(*here)
    return {"disputes": disputes[~disputes["is_settled"]], "blanks": blanks}


def totals_off(basis: Basis) -> list[Untied]:
    """The totals of weekly sheets up to the view's week that still count and do not tie out."""
    return _untied(basis, basis.question.revision)


@whole_reading
def _untied(basis: Basis, revision: int) -> list[Untied]:
    sent = _sheets(basis, revision).set_index("submission_id")
    rows = _totals(basis)
    rows = rows[rows["submission_id"].isin(sent.index)]
    return [_line(row, sent.loc[row["submission_id"]]) for row in rows.to_dict("records")]


@ledger_reading
def _totals(question: Question) -> pd.DataFrame:
    return question.ledger.findings(question.district_id, question.viewer, code=_TOTAL)


def _line(row: dict[object, object], sent: pd.Series) -> Untied:
    told = params_from_json(str(row["params"]))
    at = Address(str(row["sheet"]), int(str(row["row"])), int(str(row["column"])))
    said = {name: str(told.get(name, "")) for name in ("t", "s", "d")}
    return Untied(
        int(sent["week"]), str(sent["file_name"]), str(at), said["t"], said["s"], said["d"]
    )


def late_sheets(basis: Basis) -> tuple[int, int]:
    """How many weekly sheets that count came more than 14 days after their week, of how many."""
    sent = _sheets(basis, basis.question.revision)
    ends = [pd.Timestamp(basis.district.calendar.week(int(w)).ends_on) for w in sent["week"]]
    zone = basis.district.calendar.zone
    days = sent["received_at"].dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    late = (days - pd.Series(ends, index=sent.index, dtype="datetime64[ns]")).dt.days > LATE_DAYS
    return int(late.sum()), len(sent)


@whole_reading
def _sheets(basis: Basis, revision: int) -> pd.DataFrame:  # noqa: ARG001
    """SUBMISSIONS of weekly sheets up to the view's week, with a row that counts at the ledger's
    present revision, whichever clock the view tells."""
    sent = _counting(basis, basis.pack.weekly_form.id)
    return sent[(sent["week"] <= basis.week.number).fillna(False)]


@ledger_reading
def _counting(question: Question, form: str) -> pd.DataFrame:
    sent = question.ledger.submissions(question.district_id, question.viewer)
    counts = (sent["state"] == "accepted") & (sent["n_current"] > 0)
    return sent[(sent["form"] == form) & counts]


def figures_checked(basis: Basis) -> pd.DataFrame:
    """FIGURE_CHECKS of the units shown; of random checks none for who sees their own units only."""
    return figures_checked_at(basis, chain_head(basis))


def chain_head(basis: Basis) -> str:
    """Of what rests on acts that move no revision: the same as long as nothing was done."""
    return opened.ledger().record.head(basis.district.id)


@reading
def figures_checked_at(basis: Basis, head: str) -> pd.DataFrame:
    """FIGURE_CHECKS at a head of the chain."""
    return all_checks(_found(basis, head), visits_so_far(basis), basis.panel)


@ledger_reading
def _found(question: Question, head: str) -> pd.DataFrame:  # noqa: ARG001
    return question.ledger.checks.found(question.district_id, question.viewer)


def shares_found(basis: Basis) -> pd.DataFrame:
    """FOUND_SHARE, a line a figure that was checked."""
    return _shares_found(basis, chain_head(basis))


@reading
def _shares_found(basis: Basis, head: str) -> pd.DataFrame:
    return found_shares(figures_checked_at(basis, head))


def checked_ever(basis: Basis) -> Checked:
    """How many of the units shown had a figure of theirs checked at all."""
    return _checked_ever(basis, chain_head(basis))


@reading
def _checked_ever(basis: Basis, head: str) -> Checked:
    last = basis.panel.weeks[-1]
    ids = [u.id for u, own in zip(basis.panel.units, last.member, strict=True) if own]
    return ever_checked(figures_checked_at(basis, head), ids)
