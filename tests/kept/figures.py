"""A ledger goes in; the figures that must stand in it for ever come out, as plain JSON.

Counts and their sums, not what rules make of them: a rule may change, a figure that was sent in
may not.
"""

from __future__ import annotations

from typing import Any

from campaign import Panel
from ledger import Ledger
from measures import quantities, standing
from tests.house.ledgers import OFFICE, PACK, REOPENED, SAMPLE

_MEASURES = ("study_reach", "completeness", "timeliness")
_WHERE = ("place_id", "measure", "numerator", "denominator")
_SUMS = ("quantity", "week", "cumulative", "n_reported", "n_expected")
_FORMS = ("guidance_log", "launch", "problem_ledger")


def expected(ledger: Ledger, *, cut: int) -> dict[str, Any]:
    """What stands of each district, and of the sample's cut, by the district's id."""
    return {district.id: _of_district(ledger, district.id, cut=cut) for district in _all(ledger)}


def _all(ledger: Ledger) -> list[Any]:
    return sorted(ledger.districts(), key=lambda district: district.id)


def _of_district(ledger: Ledger, district: str, *, cut: int) -> dict[str, Any]:
    panel, sent = ledger.panel(district, OFFICE), ledger.submissions(district, OFFICE)
    told = {
        "revision": ledger.revision(district),
        "units": len(panel.units),
        "short names and aliases": sum(
            len(unit.short_names) for unit in ledger.roster(district).units
        ),
        "layouts": sorted(ledger.layouts(district)),
        "cuts": _cuts(ledger, district),
        "archived": ledger.record.closed(district) is not None,
        "submissions": _counted(sent, "state"),
        "held rows": int(sent["n_held"].sum()),
        "doubts": _counted(ledger.findings(district, OFFICE), "code"),
        "originals": len(ledger.record.originals(district, OFFICE)),
        "entries": {form: len(ledger.entries(district, OFFICE, form)) for form in _FORMS},
        "weeks": {week.week.iso: of_week(panel, week.week.number) for week in panel.weeks},
    }
    if district == SAMPLE:
        then = ledger.panel(district, OFFICE, through=REOPENED, as_of=cut)
        told["at the cut"] = of_week(then, REOPENED)
    return told


def _cuts(ledger: Ledger, district: str) -> list[list[Any]]:
    listed = ledger.record.cuts(district)[["revision", "week", "is_locked"]]
    return [
        [int(revision), int(week), bool(locked)] for revision, week, locked in listed.to_numpy()
    ]


def _counted(listed: Any, column: str) -> dict[str, int]:
    return {str(name): int(n) for name, n in sorted(listed[column].value_counts().items())}


def of_week(panel: Panel, week: int) -> dict[str, Any]:
    """Where groups stand in a week, and the district's sums."""
    found = standing(panel, PACK, week=week, by="group", measures=_MEASURES)
    sums = quantities(panel, PACK, week=week)
    return {"standing": _lines(found, _WHERE), "quantities": _lines(sums, _SUMS)}


def _lines(frame: Any, columns: tuple[str, ...]) -> list[list[Any]]:
    """The frame's rows, numbers as JSON gives them back, None for what is not known."""
    return [[_plain(line[name]) for name in columns] for line in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return None if value != value or value is None else float(value)
