"""What set a week apart: what the district wrote of it, and what the office issued, held or watched
in it; a view goes in, a line a week comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import FieldRole, FormRole, Label
from measures import events
from pages.door import Basis, reading
from pages.readings.visits import office_log


@dataclass(frozen=True)
class WeekNote:
    """A week, the texts written of it, and what the office did in it with how many times."""

    week: int
    texts: tuple[str, ...] = ()
    done: tuple[tuple[Label, float], ...] = ()


@reading
def week_notes(basis: Basis) -> tuple[WeekNote, ...]:
    """The weeks up to the view's of which there is something to say, in order."""
    texts: dict[int, list[str]] = {}
    for week, text in basis.pack.notes.values():
        texts.setdefault(week, []).append(text)
    done: dict[int, list[tuple[Label, float]]] = {}
    labels = _labels(basis)
    for row in events(office_log(basis)).to_dict("records"):
        done.setdefault(row["week"], []).append((labels[row["kind"]], row["times"]))
    weeks = sorted(week for week in {*texts, *done} if week <= basis.week.number)
    return tuple(
        WeekNote(week, tuple(sorted(texts.get(week, ()))), tuple(done.get(week, ())))
        for week in weeks
    )


def _labels(basis: Basis) -> Mapping[str, Label]:
    options = basis.pack.options_of(FormRole.OFFICE_LOG, FieldRole.CATEGORY)
    return {str(option.role): option.label for option in reversed(options) if option.role}
