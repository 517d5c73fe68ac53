"""Cached readings of ledgers: a view goes in; problems, letters, topics and what they add up to
come out."""

from __future__ import annotations

import pandas as pd

from campaign import CHECKED_LINES, VERSIONS, FormRole
from measures import (
    decided,
    due_weeks,
    letter_problems,
    letters,
    problem_counts,
    problem_parts,
    problems_kept,
    questions,
    research_counts,
    service_counts,
    service_parts,
    services,
    topic_parts,
    topics,
)
from pages.door import Basis, Question, ledger_reading, reading
from pages.readings.visits import entries_for


def _versions(basis: Basis, role: FormRole) -> pd.DataFrame:
    form = basis.pack.form_of(role)
    return VERSIONS.frame() if form is None else _sent(basis, form.id)


@ledger_reading
def _sent(question: Question, form: str) -> pd.DataFrame:
    here = question.district_id, question.viewer, form
    return question.ledger.registers.versions(*here, as_of=question.as_of)


def _checked(basis: Basis) -> pd.DataFrame:
    has_problems = basis.pack.form_of(FormRole.PROBLEMS) is not None
    return _found(basis) if has_problems else CHECKED_LINES.frame()


@ledger_reading
def _found(question: Question) -> pd.DataFrame:
    return question.ledger.registers.checked(
        question.district_id, question.viewer, as_of=question.as_of
    )


@reading
def problems_listed(basis: Basis) -> pd.DataFrame:
    """PROBLEMS_KEPT of the units shown, as the ledgers say now or at the view's cut."""
    return _kept(basis, of_bodies=False)


@reading
def decisions(basis: Basis) -> pd.DataFrame:
    """PROBLEMS_KEPT of what meetings decided, those of bodies too where all of it is shown."""
    is_whole = not (basis.filters.are_set or basis.viewer.is_scoped)
    return decided(_kept(basis, of_bodies=is_whole), basis.pack)


def _kept(basis: Basis, *, of_bodies: bool) -> pd.DataFrame:
    sent = entries_for(basis, FormRole.PROBLEMS), _versions(basis, FormRole.PROBLEMS)
    panel, pack = basis.panel, basis.pack
    return problems_kept(
        *sent, _checked(basis), panel, pack, today=basis.today, of_bodies=of_bodies
    )


@reading
def problems_counted(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """PROBLEM_COUNTS."""
    return problem_counts(problems_listed(basis), basis.panel, by=by)


@reading
def problems_by_part(basis: Basis) -> pd.DataFrame:
    """PARTS of the problems of the units shown."""
    return problem_parts(problems_listed(basis), basis.panel)


@reading
def problem_questions(basis: Basis) -> pd.DataFrame:
    """QUESTIONS of the problems of the units shown."""
    return questions(problems_listed(basis), basis.panel, basis.pack)


@reading
def problems_due(basis: Basis) -> pd.DataFrame:
    """DUE_WEEKS of the problems of the units shown."""
    return due_weeks(problems_listed(basis), basis.district.calendar)


@reading
def letter_lines(basis: Basis) -> pd.DataFrame:
    """LETTER_PROBLEMS of the units shown."""
    entries = entries_for(basis, FormRole.LETTERS)
    return letter_problems(entries, basis.panel, basis.pack, today=basis.today)


@reading
def letters_sent(basis: Basis) -> pd.DataFrame:
    """LETTERS with a problem of the units shown."""
    return letters(letter_lines(basis))


@reading
def topics_listed(basis: Basis) -> pd.DataFrame:
    """TOPICS of the units shown."""
    return topics(
        entries_for(basis, FormRole.RESEARCH),
        _versions(basis, FormRole.RESEARCH),
        basis.panel,
        basis.pack,
        today=basis.today,
    )


@reading
def topics_counted(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """RESEARCH_COUNTS."""
    return research_counts(topics_listed(basis), basis.panel, by=by)


@reading
def topics_by_part(basis: Basis) -> pd.DataFrame:
    """PARTS of the topics of the units shown."""
    return topic_parts(topics_listed(basis), basis.panel)


@reading
def services_listed(basis: Basis) -> pd.DataFrame:
    """SERVICES of the units shown."""
    entries = entries_for(basis, FormRole.SERVICES)
    return services(entries, basis.panel, basis.pack, today=basis.today)


@reading
def services_counted(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """SERVICE_COUNTS."""
    return service_counts(services_listed(basis), basis.panel, by=by)


@reading
def services_by_part(basis: Basis) -> pd.DataFrame:
    """PARTS of the services of the units shown."""
    return service_parts(services_listed(basis), basis.panel)
