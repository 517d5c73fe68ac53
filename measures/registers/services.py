"""Practical services for residents (民生实事): ENTRIES of their list go in; one line a service, and
what the services of a place add up to, come out (docs/design.md §8.23).

A service is as far as its progress says; without one, a day on which it was finished says that it
is. Stages kept up are neither finished nor overdue, as with problems.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, OptionRole, Panel
from measures.counting import members_at, shape
from measures.registers.counts import parts
from measures.registers.told import Line, Told, told_lines

SERVICES = shape("SERVICES")
"""One line a service: `standing` is done, stage, going or withdrawn, empty where no column says it;
overdue where it is going and its term is over; `is_due_open` where it is going and has no term."""

SERVICE_COUNTS = shape("SERVICE_COUNTS")
"""One line a place: its units and those with a line in the list; services `listed` without those
withdrawn, and of them done, kept up in stages, going and of unknown standing; of those going the
overdue and those without a term; `completion` done ÷ those of known standing. NaN where no service
of a place is known, where no standing is, and of terms where none is told."""

SERVICE_DIMENSIONS = ("mode", "rating")
"""By what services are told apart."""
_STANDINGS = {
    OptionRole.FINISHED: "done",
    OptionRole.KEPT_UP: "stage",
    OptionRole.WITHDRAWN: "withdrawn",
}
_WORDS = {
    "number": FieldRole.LINE_NO,
    "service": FieldRole.SERVICE,
    "source": FieldRole.SOURCE,
    "mode": FieldRole.MODE,
    "progress": FieldRole.PROGRESS,
    "rating": FieldRole.RATING,
}


def services(
    entries: pd.DataFrame, panel: Panel, pack: CampaignPack, *, today: date
) -> pd.DataFrame:
    """SERVICES of the panel's units in its last week."""
    form = pack.form_of(FormRole.SERVICES)
    if form is None:
        return SERVICES.frame()
    options = pack.options_of(FormRole.SERVICES, FieldRole.PROGRESS)
    standing = {
        one.id: _STANDINGS.get(one.role, "going") if one.role else "going" for one in options
    }
    own = entries[entries["unit_id"].isin(members_at(panel, "unit"))]
    rows = ((row, told, _standing(told, standing)) for row, told in told_lines(own, form))
    return SERVICES.frame(_service(*each, today) for each in rows)


def _standing(told: Told, standing: dict[str, str]) -> str:
    said = told.text(FieldRole.PROGRESS)
    return standing[said] if said in standing else "done" if told.day(FieldRole.DONE_ON) else ""


def _service(row: Line, told: Told, standing: str, today: date) -> dict[str, object]:
    due = told.day(FieldRole.DUE)
    return {
        **{name: row[name] for name in ("submission_id", "row", "unit_id")},
        **{name: told.text(role) for name, role in _WORDS.items()},
        "standing": standing,
        "due": due,
        "done_on": told.day(FieldRole.DONE_ON),
        "is_overdue": standing == "going" and due is not None and due < today,
        "is_due_open": standing == "going" and due is None,
    }


def service_counts(found: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """SERVICE_COUNTS of the places with a member in the panel's last week."""
    place = members_at(panel, by)
    ids = list(dict.fromkeys(place.values()))
    flags = _flags(found)
    own = flags.assign(place_id=found["unit_id"].map(place), unit_id=found["unit_id"])
    by_place = own.groupby("place_id")
    sums = _known(by_place[list(flags)].sum().reindex(ids))
    held = by_place["unit_id"].nunique().reindex(ids, fill_value=0)
    units = pd.Series(place, dtype="object").value_counts().reindex(ids)
    return SERVICE_COUNTS.filled(
        {
            "place_kind": by,
            "place_id": np.array(ids, dtype=object),
            "units": units.to_numpy(dtype=np.int64),
            "units_held": held.to_numpy(dtype=np.int64),
            **{name: sums[name].to_numpy(dtype=np.float64) for name in sums.columns},
        }
    )


def _flags(found: pd.DataFrame) -> pd.DataFrame:
    """Each service with a 1 or 0 for each thing that SERVICE_COUNTS sums."""
    flags = {
        **{name: found["standing"] == name for name in ("done", "stage", "going", "withdrawn")},
        "listed": found["standing"] != "withdrawn",
        "unknown": found["standing"] == "",
        "overdue": found["is_overdue"],
        "due_open": found["is_due_open"],
    }
    return pd.DataFrame({name: flag.astype("float64") for name, flag in flags.items()})


def _known(sums: pd.DataFrame) -> pd.DataFrame:
    """The sums with NaN for what no column tells, and the share of the finished."""
    known = sums["listed"] - sums["unknown"]
    told = ["done", "stage", "going", "overdue", "due_open"]
    kept = sums.assign(
        **{name: sums[name].where((known > 0) | (sums["listed"] == 0)) for name in told}
    )
    has_due = (kept["due_open"] < kept["going"]) | (kept["going"] == 0)
    overdue, completion = kept["overdue"].where(has_due), kept["done"] / known.where(known > 0)
    return kept.assign(overdue=overdue, completion=completion)


def service_parts(found: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """PARTS of the services that count, by way and by residents' rating; finished are closed."""
    own = found[found["standing"] != "withdrawn"]
    return parts(own, panel, SERVICE_DIMENSIONS, closed=own["standing"] == "done", by=by)
