"""What somebody wants to set goes in; it holds from its week on, as a revision of its own.

What was shown at earlier revisions, and at cuts, stays judged by the settings of then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from campaign import (
    Actor,
    District,
    Issue,
    Setting,
    setting_issues,
    standing_words,
    with_settings,
)
from ledger.acts.locks import LockedWeek
from ledger.chain import (
    ARCHIVED,
    NEWEST,
    SET,
    Deed,
    Fault,
    Turn,
    canonical,
    record,
    sealed_by,
    told_in,
    turn_of,
)
from ledger.chain.seal import of_several
from ledger.records import districts, settings
from ledger.store import insert_rows, schema

_LAST = 2**62
"""A revision after all others, for what is not kept yet."""


class SettingRefused(ValueError):  # noqa: N818
    """What was to be set cannot be; `issues` say why."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(", ".join(f"{it.code} {it.raw}".strip() for it in issues))
        self.issues = tuple(issues)


def put(
    connection: sa.Connection,
    district_id: str,
    *,
    wanted: Sequence[Setting],
    by: Actor,
    at: datetime,
    why: str,
) -> int:
    """Keep several settings and return the new revision, which is one more for each further week
    that something is set from.

    Raises SettingRefused for what cannot be set or changes nothing, LockedWeek in an archived
    district.
    """
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek([ARCHIVED])
    kept = new_settings(connection, districts.district(connection, district_id), wanted)
    for words in _rounds(kept):
        turn = turn_of(connection, district_id)
        before = districts.district(connection, district_id)
        rows = [_row(one, turn, rev=turn.rev + 1) for one in words]
        insert_rows(connection, schema.setting, rows)
        deed = _deed(turn, before, words, by=by, at=at, why=why)
        record(connection, turn, deed, moves_roster=True)
    return turn.rev + 1


def new_settings(
    connection: sa.Connection, district: District, wanted: Sequence[Setting]
) -> tuple[Setting, ...]:
    """Those of them that say something else than holds, by their weeks; raises SettingRefused."""
    told = tuple(replace(it, content=_plain(it), rev=0) for it in wanted)
    units = set(_units(connection, district.id))
    found = [*_issues(district, told, units), *_unmovable(connection, district, told)]
    if found:
        raise SettingRefused(found)
    kept = [one for words in _by_key(told) for one in _otherwise(words, district.settings)]
    if not kept:
        raise SettingRefused([Issue("S07")])
    return tuple(sorted(kept, key=lambda one: one.week))


def _by_key(told: Sequence[Setting]) -> Iterator[Sequence[Setting]]:
    """What is said of one thing, the last word for each week, the earliest week first."""
    said: dict[tuple[str, str], dict[int, Setting]] = defaultdict(dict)
    for one in told:
        said[one.name, one.key][one.week] = one
    for by_week in said.values():
        yield [by_week[week] for week in sorted(by_week)]


def _otherwise(words: Sequence[Setting], held: Sequence[Setting]) -> Sequence[Setting]:
    """The words, or none where the last ones on the same thing say just that."""
    own = [one for one in held if (one.name, one.key) == (words[0].name, words[0].key)]
    last = [(one.week, one.content) for one in standing_words(own)] or [(words[0].week, "")]
    is_known = [(one.week, one.content) for one in words] == last[-len(words) :]
    return () if is_known else words


def _rounds(kept: Sequence[Setting]) -> Iterator[Sequence[Setting]]:
    """One word on each thing at a time: a revision says one thing of it."""
    rest = list(kept)
    while rest:
        now = {(one.name, one.key): one for one in reversed(rest)}
        yield list(now.values())
        rest = [one for one in rest if one is not now[one.name, one.key]]


def _issues(district: District, wanted: Sequence[Setting], units: set[str]) -> Sequence[Issue]:
    """What is wrong with those that do not fit, whatever of the others comes before them."""
    rest = list(wanted)
    while rest:
        said = {one: setting_issues(district, one, units=units) for one in rest}
        fit = [one for one, issues in said.items() if not issues]
        if not fit:
            return [issue for one in rest for issue in said[one]]
        district = with_settings(district, (*district.settings, *as_latest(fit)))
        rest = [one for one in rest if said[one]]
    return ()


def as_latest(wanted: Sequence[Setting]) -> tuple[Setting, ...]:
    """The same, after all that is kept."""
    return tuple(replace(one, rev=_LAST) for one in wanted)


def _plain(wanted: Setting) -> str:
    try:
        return canonical(wanted.said) if wanted.content else ""
    except ValueError:  # no JSON, which the check tells
        return wanted.content


def _units(connection: sa.Connection, district_id: str) -> Iterator[str]:
    table = schema.unit
    yield from connection.scalars(sa.select(table.c.id).where(table.c.district_id == district_id))


def _unmovable(
    connection: sa.Connection, district: District, told: Sequence[Setting]
) -> Iterator[Issue]:
    """S06: the launch or the end, once something was received, and weeks that have reports."""
    sent, fact = schema.submission, schema.fact
    is_sent = sa.select(sa.func.max(sent.c.id)).where(sent.c.district_id == district.id)
    reported = sa.select(sa.func.max(fact.c.week)).where(fact.c.district_id == district.id)
    for one in told:
        if one.name in ("launch", "removed") and connection.scalar(is_sent):
            yield Issue("S06", raw=one.content)
        is_end = one.name == "n_weeks" and one.content.isdecimal()
        if is_end and int(one.content) < (connection.scalar(reported) or 0):
            yield Issue("S06", raw=one.content)


def _row(one: Setting, turn: Turn, *, rev: int) -> dict[str, object]:
    told = {"name": one.name, "key": one.key, "week": one.week, "content": one.content}
    return {"district_id": turn.district_id, "rev": rev, **told}


def _deed(
    turn: Turn, before: District, kept: Sequence[Setting], *, by: Actor, at: datetime, why: str
) -> Deed:
    held = {(it.name, it.key): it.said for it in before.settings}
    old = {_of(one): held.get((one.name, one.key)) for one in kept}
    new = {_of(one): {"week": one.week, "says": one.said} for one in kept}
    rows = [_row(one, turn, rev=turn.rev + 1) for one in kept]
    sealed = of_several("setting", rows, NEWEST)
    return Deed(SET, f"district:{turn.district_id}", by, at, old, new, why, sealed)


def _of(one: Setting) -> str:
    return f"{one.name}:{one.key}" if one.key else one.name


def setting_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Settings that are not what the audit chain fixed, those gone or put in later."""
    audit, found = schema.audit, settings.rows_by_revision(connection, district_id)
    query = sa.select(audit.c.rev, audit.c.seal, audit.c.definition).where(
        audit.c.district_id == district_id, audit.c.action == SET
    )
    told = {rev: (told_in(seal), by) for rev, seal, by in connection.execute(query)}
    for rev in sorted(found.keys() | told.keys()):
        sealed, number = told.get(rev, ({}, 0))
        rows = found.get(rev, [])
        if not any(sealed == of_several("setting", rows, by) for by in sealed_by(number)):
            yield Fault("setting_changed", district_id, {"rev": rev})
