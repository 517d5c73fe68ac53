"""The launch: the register's entries and a panel go in; who has launched, and how late, comes out.

Definitions: docs/design.md §8.9.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import LAUNCH, CampaignPack, FieldRole, FormRole, Panel
from measures.counting import (
    LAUNCH_ROWS,
    Ground,
    Tally,
    began_on,
    frame_of,
    heirs,
    index_now,
    members,
    shape,
    standing_rows,
    unit_columns,
)
from measures.logs.told import columns_of, known_sum, lines_of, placed, told
from measures.statistics import Flags

LAUNCHES = shape("LAUNCHES")
"""One line a unit of the register; `is_launched` is 1, 0, or NaN where its row is held: nobody
knows until it is mended; `launched_on` is empty where the sheet gives no date. `leaders` and
`work_office` say whether a leading group and a working body were set up: 1, 0, or NaN where the
sheet does not say."""

LAUNCH_SUMS = shape("LAUNCH_SUMS")
"""One line a place: its units, those in the register, launched, launched after their date, and not
launched past it; the median and the longest lag in days; how many set up a leading group and a
working body, of how many that say so; branches of the units that give both numbers, of so many."""

_FIELDS = {
    "is_launched": FieldRole.LAUNCHED,
    "launched_on": FieldRole.LAUNCHED_ON,
    "branches_launched": FieldRole.BRANCHES_LAUNCHED,
    "branches_total": FieldRole.BRANCHES,
    "leaders": FieldRole.LEADERS,
    "work_office": FieldRole.WORK_OFFICE,
}


def launches(
    entries: pd.DataFrame, pack: CampaignPack, *, held: Collection[str] = ()
) -> pd.DataFrame:
    """LAUNCHES of ENTRIES of the launch form; of a unit's several lines the last one counts. `held`
    are the units of rows that wait: they were not left out."""
    rows = told(entries, pack, FormRole.LAUNCH, _FIELDS).drop_duplicates("unit_id", keep="last")
    lines = [
        {
            **row,
            "is_launched": row["is_launched"] is True,
            "launched_on": row["launched_on"] or row["day"] or None,
        }
        for row in lines_of(rows)
    ]
    waiting = sorted({*held} - {*rows["unit_id"]})
    nothing = dict.fromkeys(LAUNCHES.columns)
    return LAUNCHES.frame([*lines, *({**nothing, "unit_id": unit} for unit in waiting)])


def launch_sums(rows: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """LAUNCH_SUMS of LAUNCH_ROWS, by district, type or group; unknown is NaN, never 0."""
    kept = placed(rows, panel, by)
    is_launched = kept["state"] == "launched"
    both = kept[["branches_launched", "branches_total"]].notna().all(axis=1)
    kept = kept.assign(
        known=kept["state"] != "unknown",
        launched=is_launched,
        late=(is_launched & (kept["days_late"] > 0))
        .astype("float64")
        .where(~is_launched | kept["days_late"].notna()),
        overdue=(kept["state"] == "not_launched") & (kept["days_late"] > 0),
        branches_launched=kept["branches_launched"].where(both),
        branches_total=kept["branches_total"].where(both),
    )
    sums = kept.groupby("place_id", sort=False).agg(
        units=("unit_id", "size"),
        **{name: (name, "sum") for name in ("known", "launched", "overdue")},
        late=("late", known_sum),
        lag=("lag_days", "median"),
        longest_lag=("lag_days", "max"),
        **{name: (name, known_sum) for name in _SUMMED},
        **{f"{name}_of": (name, "count") for name in ("leaders", "work_office")},
        branches_of=("branches_total", "count"),
    )  # fmt: skip
    return frame_of(LAUNCH_SUMS, place_kind=by, place_id=list(sums.index), **columns_of(sums))


_SUMMED = ("leaders", "work_office", "branches_launched", "branches_total")


def launch_coverage(
    register: pd.DataFrame, panel: Panel, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units launched by the week's last day ÷ units on the roster that week.

    A unit that is not in the register is unknown: it widens lowest…highest, and where none of a
    place is, there is no value.
    """
    ground, member = Ground(panel, by, week), members(panel)
    done, is_known = np.zeros((2, *member.shape), dtype=np.bool_)
    told: dict[frozenset[tuple[str, str]], pd.DataFrame] = {}  # most weeks close nobody
    for at, each in enumerate(panel.weeks):
        gone = heirs(panel, each.week.number)
        alike = frozenset(gone.items())
        if alike not in told:
            told[alike] = _of_units(register, panel, gone)
        own = told[alike]
        done[at] = _by_then(own, each.week.ends_on)
        is_known[at] = own["is_launched"].notna()
    n, total = ground.sums(done & member), ground.sums(member)
    n_known = ground.sums(member & is_known)
    unplanned = np.full_like(n, np.nan)
    most = n + total - n_known
    tally = Tally(LAUNCH, n, total, unplanned, n, most, n_known, total, n_known=n_known)
    return standing_rows(ground, tally)


def is_launched(register: pd.DataFrame, panel: Panel, *, today: date) -> Flags:
    """bool [U]: launched by the end of `today`; a launch without a date counts from the start."""
    if not panel.weeks:
        return np.zeros(len(panel.units), dtype=np.bool_)
    return _by_then(_now(register, panel), today)


def _by_then(own: pd.DataFrame, today: date) -> Flags:
    on_time = ~(own["launched_on"] > pd.Timestamp(today)).to_numpy()
    return np.asarray((own["is_launched"] == True).to_numpy() & on_time)  # noqa: E712


def launch_rows(
    register: pd.DataFrame, panel: Panel, pack: CampaignPack, *, today: date
) -> pd.DataFrame:
    """LAUNCH_ROWS of the members of the panel's last week."""
    if not panel.weeks:
        return LAUNCH_ROWS.frame()
    at = np.nonzero(panel.weeks[-1].member)[0]
    own = _now(register, panel).iloc[at]
    done = _by_then(own, today)
    on, due = own["launched_on"].to_numpy().astype("datetime64[D]"), due_days(panel, pack)[at]
    until = np.where(done, on, np.datetime64(today, "D"))
    told = own["is_launched"].notna().to_numpy()
    return frame_of(
        LAUNCH_ROWS,
        **unit_columns(panel, at),
        state=_states(done, told),
        launched_on=np.where(done, on, np.datetime64("NaT")),
        due_on=due,
        lag_days=np.where(
            done, _days(on, np.datetime64(panel.district.calendar.starts_on)), np.nan
        ),
        days_late=np.where(told, np.maximum(_days(until, due), 0), np.nan),
        **{name: own[name].to_numpy() for name in _SUMMED},
    )


def due_days(panel: Panel, pack: CampaignPack, subject: str = LAUNCH) -> npt.NDArray[np.datetime64]:
    """datetime64[D] [U]: the day by which each unit's type owes the subject, NaT without one. Who
    came later has as many days as the others had, to the campaign's last day at most."""
    targets = [pack.target(subject, type_id) for type_id in panel.type_ids]
    days = [t.due_on if t is not None and t.kind == "due_on" else None for t in targets]
    by_type = np.array([*(np.datetime64(day or "NaT", "D") for day in days), np.datetime64("NaT")])
    due, calendar = by_type[index_now(panel, "type")], panel.district.calendar
    later = began_on(panel) - np.datetime64(calendar.starts_on, "D")
    end = np.datetime64(calendar.week(calendar.n_weeks).ends_on, "D")
    return np.asarray(np.maximum(due, np.minimum(due + later, end)))


def _now(register: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    return _of_units(register, panel, heirs(panel, panel.weeks[-1].week.number))


def _of_units(register: pd.DataFrame, panel: Panel, gone: Mapping[str, str]) -> pd.DataFrame:
    """A line a unit of the panel, empty without any: its own, or that of those closed into it
    (`gone`), of whom the first to launch tells."""
    left = register.assign(unit_id=register["unit_id"].map(gone)).dropna(subset="unit_id")
    left = left.sort_values(["is_launched", "launched_on"], ascending=[False, True], kind="stable")
    whole = pd.concat([register, left]) if len(left) else register
    return (
        whole.drop_duplicates("unit_id").set_index("unit_id").reindex([u.id for u in panel.units])
    )


def _states(done: Flags, is_listed: Flags) -> npt.NDArray[np.object_]:
    states = np.where(is_listed, "not_launched", "unknown").astype(object)
    states[done] = "launched"
    return states


def _days(
    until: npt.NDArray[np.datetime64], since: np.datetime64 | npt.NDArray[np.datetime64]
) -> npt.NDArray[np.float64]:
    spans = until - since
    return np.where(np.isnat(spans), np.nan, spans.astype("timedelta64[D]").astype(np.float64))
