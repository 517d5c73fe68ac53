"""A reading goes in; the document `inspect --json` prints comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaign import Calendar, CampaignPack, FormRole, Issue, Roster, State, Wording
from loaders import Reading, ReadRow, SheetReading, TableReading, Total, Value

_STATES = {
    State.VALUE: "value",
    State.ZERO: "zero",
    State.MISSING: "missing",
    State.NOT_APPLICABLE: "na",
    State.EXEMPT: "exempt",
    State.HELD: "held",
}


@dataclass(frozen=True)
class _Said:
    """In whose words, and of which forms the units are told by their names."""

    wording: Wording
    pack: CampaignPack
    named: frozenset[str]


def reading_json(
    reading: Reading, *, wording: Wording, roster: Roster, pack: CampaignPack
) -> dict[str, Any]:
    """One file of `inspect --json`, in the words of docs/terminal.md."""
    refused = reading.refused
    named = frozenset(form.id for form in pack.forms if roster or form.role is FormRole.ROSTER)
    said = _Said(wording, pack, named)
    return {
        "file": reading.file_name,
        "sha256": reading.sha256,
        "kind": reading.kind,
        "refused": {"code": refused.code, "message": wording.issue(refused)} if refused else None,
        "issues": [issue_json(i, wording, pack) for i in ((refused,) if refused else ())]
        + [issue_json(issue, wording, pack) for issue in reading.issues],
        "sheets": [_sheet(sheet, said) for sheet in reading.sheets],
    }


def issue_json(issue: Issue, wording: Wording, pack: CampaignPack) -> dict[str, Any]:
    """One issue with its place and remedy."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "cell": str(issue.address) if issue.address else None,
        "raw": issue.raw,
        "message": wording.issue(issue),
        "remedy": wording.remedy(issue, pack),
    }


def _sheet(sheet: SheetReading, said: _Said) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "hidden": sheet.hidden,
        "title": sheet.title,
        "reporting_date": sheet.reporting_date.isoformat() if sheet.reporting_date else None,
        "issues": [issue_json(issue, said.wording, said.pack) for issue in sheet.issues],
        "tables": _tables(sheet, said),
    }


def _tables(sheet: SheetReading, said: _Said) -> list[dict[str, Any]]:
    """The tables, those of one table's weeks side by side joined again."""
    joined: list[dict[str, Any]] = []
    for table in sheet.tables:
        found = _table(table, sheet.sheet, said)
        last = joined[-1] if joined else None
        if last and found["layout"] != "row" and found["layout"] == last["layout"]:
            _join(last, found)
        else:
            joined.append(found)
    return joined


def _join(last: dict[str, Any], found: dict[str, Any]) -> None:
    """One more week of a table."""
    low = min(last["column_range"][0], found["column_range"][0])
    high = max(last["column_range"][1], found["column_range"][1])
    labels = dict(enumerate(last["columns"], start=last["column_range"][0]))
    labels |= {c: t for c, t in enumerate(found["columns"], start=found["column_range"][0]) if t}
    last["column_range"] = [low, high]
    last["columns"] = [labels.get(c, "") for c in range(low, high + 1)]
    for key in ("weeks", "entries", "issues"):
        last[key] += [item for item in found[key] if item not in last[key]]
    last["sums_over_data_rows"] |= found["sums_over_data_rows"]
    last["header_rows"] = sorted({*last["header_rows"], *found["header_rows"]})


def _table(table: TableReading, sheet: str, said: _Said) -> dict[str, Any]:
    total = next((t for t in table.totals if t.is_grand), next(iter(table.totals), None))
    week, is_named = table.weeks[0].iso if table.weeks else None, table.form in said.named
    return {
        "form": table.form,
        "confidence": table.confidence,
        "layout": table.layout,
        "weeks": [w.iso for w in table.weeks],
        "header_rows": list(table.header_rows),
        "first_data_row": table.first_data_row,
        "last_data_row": table.last_data_row,
        "column_range": list(table.column_range),
        "columns": list(table.columns),
        "unit_column": _unit_column(table),
        "n_data_rows": table.n_data_rows,
        "units": list(table.units),
        "sums_over_data_rows": dict(table.sums),
        "total_row": _total_row(total),
        "totals": [_total(t) for t in table.totals],
        "excluded_rows": {
            str(row): said.wording.text(f"term.aside.{why}") for row, why in table.set_aside.items()
        },
        "entries": [_entry(e, sheet, week, is_named=is_named) for e in table.entries],
        "issues": [issue_json(issue, said.wording, said.pack) for issue in table.issues],
    }


def _unit_column(table: TableReading) -> dict[str, Any] | None:
    if table.unit_column is None:
        return None
    name = table.columns[table.unit_column - table.column_range[0]]
    return {"index": table.unit_column, "name": name, "fill_down": table.unit_fill_down}


def _total(total: Total) -> dict[str, Any]:
    return {
        "row": total.row,
        "label": "".join(total.label.split()),
        "position": total.position,
        "agrees": total.agrees,
    }


def _total_row(total: Total | None) -> dict[str, Any] | None:
    if total is None:
        return None
    return {
        "exists": True,
        "row": total.row,
        "label": "".join(total.label.split()),
        "position": total.position,
    }


def _entry(entry: ReadRow, sheet: str, week: str | None, *, is_named: bool) -> dict[str, Any]:
    return {
        "row": entry.row,
        "unit": entry.unit_name if is_named else None,
        "raw_unit": entry.raw_unit,
        "week": week,
        "accepted": entry.accepted,
        "values": {slot: _value(value, sheet) for slot, value in entry.values.items()},
    }


def _value(value: Value, sheet: str) -> dict[str, Any]:
    number = value.value
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return {
        "value": list(number) if isinstance(number, tuple) else number,
        "state": _STATES[value.state],
        "cell": str(value.address(sheet)),
        "raw": value.raw,
    }


def chosen_week(text: str | None, calendar: Calendar) -> int | None:
    """The campaign week of an ISO week such as 2023-W42; raises ValueError if it has none."""
    if text is None:
        return None
    week = calendar.from_iso(text)
    if week is None:
        raise ValueError(f"{text} is not a week of this campaign")
    return week.number
