"""Drawn tables go in; submissions as the loaders hand them over come out, and a ledger to try.

Column A is empty and the table's heading is in row 3, so that rows and columns of the sheet are
not those of the table. Cells: a number, `/` not applicable, `免` exempt, blank missing, `#` a doubt
that holds the row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from campaign import (
    ENTRY_ROWS,
    ROSTER_ROWS,
    WEEKLY_ROWS,
    Address,
    Calendar,
    District,
    Door,
    Grid,
    Issue,
    Source,
    Submission,
    Viewer,
    registered_slots,
)
from ledger import Ledger, Receipt

HEADER_ROW, FIRST_COLUMN = 3, 2
LAUNCH = date(2023, 10, 2)
DISTRICT = District("d1", "某区", "c2023_ztjy", Calendar(LAUNCH, n_weeks=6))
OFFICE, OPERATOR = Viewer(Door.OFFICE), Viewer(Door.OPERATOR)

UNITS = """
    | unit   | type         | group |
    | 财政局 | section_team | g01   |
    | 民政局 | section_team | g01   |
    | 水务局 | section_team | g02   |
"""

STUDY, TALKS = "study_session_count", "discussion_session_count"
OWN = ("unit", "group", "day")
TWO_UNITS = """
    | unit   | study_session_count | discussion_session_count |
    | 财政局 | 2                   | 1                        |
    | 民政局 | 0                   | /                        |
"""
CORRECTED = TWO_UNITS.replace("| 2 ", "| 3 ")


def group_viewer(group_id: str | None) -> Viewer:
    """A viewer who came in by the groups door."""
    return Viewer(Door.GROUPS, group_id)


def named(name: str) -> Viewer:
    """Somebody of the office, by the name that is shown."""
    return Viewer(Door.OFFICE, name=name)


def hour(n: float) -> datetime:
    """`n` hours after the launch's first midnight in UTC."""
    return datetime(2023, 10, 2, tzinfo=UTC) + timedelta(hours=n)


def table(drawing: str) -> list[list[str]]:
    """The cells of a drawn table, line by line."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def weekly(
    drawing: str,
    *,
    week: int = 1,
    sender: str = "g01",
    codes: Sequence[str] = (),
    sheet: str = "周报",
    version: str = "",
    roles: bool = True,
) -> Submission:
    """A weekly report; its bytes are those of the drawing with `version`."""
    header, *body = table(drawing)
    rows = [_weekly_row(line, header=header, row=HEADER_ROW + 1 + i) for i, line in enumerate(body)]
    addresses = [Address(sheet, HEADER_ROW + 1, FIRST_COLUMN + 1) for _ in codes]
    return Submission(
        form="weekly_report",
        week=week,
        source=_source(drawing + version, sheet=sheet, sender=sender),
        rows=WEEKLY_ROWS.frame(rows),
        columns={slot: FIRST_COLUMN + 1 + i for i, slot in enumerate(header[1:])},
        issues=tuple(
            Issue(code, at, "9", {"a": "9", "b": "10"})
            for code, at in zip(codes, addresses, strict=True)
        ),
        grid=_grid([header, *body], sheet=sheet, with_roles=roles),
    )


def roster(drawing: str, *, week: int | None = None, version: str = "") -> Submission:
    """A roster drawn as unit, type and group, with further fields of ROSTER_ROWS at will."""
    header, *body = table(drawing)
    rows = []
    for i, line in enumerate(body):
        told = dict(zip(header, line, strict=True))
        row: dict[str, object] = {
            name: "" if kind == "str" else 0 for name, kind in ROSTER_ROWS.columns.items()
        }
        row |= {"row": HEADER_ROW + 1 + i, "accepted": True, "sort_no": i}
        row["scope"] = told.get("scope") or "own"
        row |= {"unit_id": told["unit"], "name": told.get("name") or told["unit"]}
        row |= {"type_id": told["type"], "group_id": told["group"]}
        for name in ("valid_from", "valid_to", "short_names", "parent_id", "successor_id"):
            row[name] = told.get(name, "")
        row["sub_org_total"] = int(told.get("sub_org_total") or 0)
        rows.append(row)
    return Submission(
        form="roster",
        week=week,
        source=_source(drawing + version, sheet="名册", sender=""),
        rows=ROSTER_ROWS.frame(rows),
        columns={name: FIRST_COLUMN + i for i, name in enumerate(header)},
        issues=(),
        grid=_grid([header, *body], sheet="名册", with_roles=True),
    )


def log(
    drawing: str,
    *,
    sender: str = "g01",
    period: tuple[str, str] | None = None,
    version: str = "",
    roles: bool = True,
    sheet: str = "guidance_log",
    workbook: str = "",
) -> Submission:
    """A guidance log drawn as unit and day, then fields; its group is the sender's own.

    Sheets of one `workbook` are sheets of the same bytes.
    """
    drawn = _row_form(
        drawing, form="guidance_log", sender=sender, period=period, version=version, roles=roles
    )
    source = replace(drawn.source, sheet=sheet)
    if workbook:
        source = replace(source, sha256=hashlib.sha256(workbook.encode()).hexdigest())
    return replace(drawn, source=source)


def problems(drawing: str, *, sender: str = "g01", version: str = "") -> Submission:
    """A ledger of problems: one line a unit and number."""
    form = "problem_ledger"
    return _row_form(drawing, form=form, sender=sender, period=None, version=version)


def register(drawing: str, *, sender: str = "g01", version: str = "") -> Submission:
    """The launches drawn as unit and fields; a line's key is its unit, and it has no day."""
    return _row_form(drawing, form="launch", sender=sender, period=None, version=version)


def enter(
    ledger: Ledger,
    submission: Submission,
    *,
    at: datetime | None = None,
    by: Viewer = OFFICE,
    reason: str = "",
) -> Receipt:
    """Plan and accept at once."""
    when = at or hour(1)
    plan = ledger.plan(DISTRICT.id, submission, received_at=when)
    return ledger.accept(plan, by=by, received_at=when, reason=reason)


def shown(ledger: Ledger, unit: str = "财政局", *, week: int = 1) -> float | None:
    """The unit's current study sessions, or None without a figure."""
    trace = ledger.trace(DISTRICT.id, OFFICE, unit_id=unit, week=week, slot=STUDY)
    return None if trace is None else trace.value


def _row_form(
    drawing: str,
    *,
    form: str,
    sender: str,
    period: tuple[str, str] | None,
    version: str,
    roles: bool = True,
) -> Submission:
    header, *body = table(drawing)
    found = []
    for i, line in enumerate(body):
        told = dict(zip(header, line, strict=True))
        held = "#" in told.values()
        fields = {} if held else {n: _told(v) for n, v in told.items() if n not in OWN and v}
        found.append(
            {
                "row": HEADER_ROW + 1 + i,
                "accepted": not held,
                "unit_id": told["unit"].strip("#?"),
                "raw_unit": told["unit"],
                "group_id": told.get("group", sender),
                "day": told.get("day", "").strip("#"),
                "key": _key(told, form=form),
                "fields": json.dumps(fields, ensure_ascii=False),
            }
        )
    return Submission(
        form=form,
        week=None,
        source=_source(drawing + version, sheet=form, sender=sender),
        rows=ENTRY_ROWS.frame(found),
        columns={name: FIRST_COLUMN + i for i, name in enumerate(header)},
        issues=(),
        grid=_grid([header, *body], sheet=form, with_roles=roles),
        period=period,
    )


def _key(told: dict[str, str], *, form: str) -> str:
    """A launch is its unit's, a problem its unit's of that number."""
    number = f" {told['number']}" if form == "problem_ledger" else ""
    return told["unit"].strip("#?") + number if number or form == "launch" else ""


def _told(text: str) -> object:
    """A number, 是 or 否, options joined with 、, or the text itself."""
    if text.isdigit():
        return int(text)
    if text in ("是", "否"):
        return text == "是"
    return text.split("、") if "、" in text else text


def _weekly_row(line: list[str], *, header: list[str], row: int) -> dict[str, object]:
    told = dict(zip(header[1:], line[1:], strict=True))
    slots = registered_slots()
    held = "#" in told.values()
    cells = [("h", None) if held else _cell(told.get(slot, "")) for slot in slots]
    return {
        "row": row,
        "unit_id": line[0],
        "raw_unit": line[0],
        "accepted": not held,
        "states": "".join(state for state, _ in cells),
        **{slot: value for slot, (_, value) in zip(slots, cells, strict=True)},
    }


_NO_NUMBERS = {"": "m", "/": "n", "免": "e"}


def _cell(text: str) -> tuple[str, float | None]:
    if text in _NO_NUMBERS:
        return _NO_NUMBERS[text], None
    return ("z" if float(text) == 0 else "v"), float(text)


def _source(drawing: str, *, sheet: str, sender: str) -> Source:
    sha256 = hashlib.sha256((drawing + sheet).encode()).hexdigest()
    return Source(sha256, f"{sheet}.xlsx", sheet, sender=sender)


def _grid(cells: list[list[str]], *, sheet: str, with_roles: bool) -> Grid:
    roles = {HEADER_ROW: "header"} | {HEADER_ROW + i: "data" for i in range(1, len(cells))}
    texts = tuple(tuple(line) for line in cells)
    return Grid(sheet, HEADER_ROW, FIRST_COLUMN, texts, roles=roles if with_roles else {})
