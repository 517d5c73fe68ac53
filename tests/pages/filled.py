"""A small real ledger for page tests: a roster and weekly sheets, accepted as any other.

Three groups, five types, twelve units and four weeks; one unit that never reported, one late sheet,
one resubmission, one blank cell and one that does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from campaign import (
    ROSTER_ROWS,
    WEEKLY_ROWS,
    District,
    Grid,
    Source,
    Submission,
    load_pack,
    registered_slots,
)
from ledger import Ledger, open_ledger
from tests.ledger.drawn import OFFICE

PACK = load_pack("c2023_ztjy")
ZONE = ZoneInfo(PACK.calendar.zone)
UNITS = (
    # id, name, type, group, subordinate organisations
    ("U01", "区委办公室", "county_team", "g01", 4),
    ("U02", "区政府办公室", "county_team", "g02", 6),
    ("U03", "区财政局", "section_team", "g01", 3),
    ("U04", "区水务局", "section_team", "g02", 5),
    ("U05", "东城街道", "section_team", "g03", 8),
    ("U06", "区图书馆", "second_tier", "g01", 2),
    ("U07", "区档案馆", "second_tier", "g03", 0),
    ("U08", "西岭村党支部", "grassroots", "g02", 0),
    ("U09", "南山社区党支部", "grassroots", "g03", 2),
    ("U10", "恒远机械党支部", "non_public", "g01", 0),
    ("U11", "和光纺织党支部", "non_public", "g02", 0),
    ("U12", "青禾食品党支部", "non_public", "g03", 0),
)
# By week: each unit's study sessions; None is no row, "" a blank cell, "/" not applicable.
STUDY = {
    1: {"U01": 1, "U02": 1, "U03": 1, "U04": 0, "U05": 1, "U06": 0, "U08": 0, "U09": 1, "U10": 0},
    2: {"U01": 1, "U02": 2, "U03": 1, "U04": 1, "U05": 1, "U06": 0, "U08": 0, "U09": 1, "U11": 0},
    3: {"U01": 2, "U02": 1, "U03": "", "U04": 1, "U05": 2, "U06": 1, "U09": 1, "U12": 1},
    4: {"U01": 1, "U02": 1, "U03": 1, "U05": 2, "U06": 1, "U08": 1, "U09": 2, "U10": 0, "U11": "/"},
}
COLUMNS = {
    "study_session_count": 2,
    "discussion_session_count": 3,
    "study_org_covered": 4,
    "problem_found_count": 5,
}
_TITLES = (
    "单位名称",
    "集中学习（场次）",
    "研讨交流（场次）",
    "已开展学习的党组织数",
    "检视问题（个）",
)


def sample_district(district_id: str = "sample", *, is_sample: bool = True) -> District:
    """The district of the fixture."""
    return District(district_id, "示例区", PACK.id, PACK.calendar, is_sample)


def copied(url: str, *entering: Callable[[Ledger], object]) -> Ledger:
    """A ledger in a new file with what these enter; it is made once a process and copied since."""
    Path(url.removeprefix("sqlite:///")).write_bytes(_file(entering))
    return open_ledger(url)


def new_ledger(url: str) -> Ledger:
    """An empty ledger in a new file."""
    return copied(url)


def filled_ledger(url: str) -> Ledger:
    """The same with all that `fill` enters."""
    return copied(url, fill)


def own_ledger(url: str) -> Ledger:
    """The same with one empty district of one's own."""
    return copied(url, begin_own)


def own_and_filled_ledger(url: str) -> Ledger:
    """The same with the sample beside it."""
    return copied(url, begin_own, fill)


def begin_own(ledger: Ledger) -> None:
    """Add an empty district of one's own."""
    ledger.add_district(sample_district("own", is_sample=False), by=OFFICE)


@cache
def _file(entering: tuple[Callable[[Ledger], object], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with closing(open_ledger(f"sqlite:///{path}")) as ledger:
            for enter in entering:
                enter(ledger)
        return path.read_bytes()


def fill(ledger: Ledger, district: District | None = None) -> None:
    """Enter the district, its roster and four weeks of its groups' sheets."""
    district = district or sample_district()
    ledger.add_district(district, by=OFFICE)
    _accept(ledger, district, roster(), date(2023, 10, 2), hours=9)
    for number in STUDY:
        monday = district.calendar.week(number).starts_on
        for group in ("g01", "g02", "g03"):
            is_late = (number, group) == (3, "g02")
            _accept(ledger, district, weekly(number, group), monday, hours=130 if is_late else 100)
    monday = district.calendar.week(4).starts_on
    _accept(ledger, district, weekly(4, "g01", more=1), monday, hours=104)


def _accept(
    ledger: Ledger, district: District, submission: Submission, day: date, *, hours: int
) -> None:
    at = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=hours)
    ledger.accept(ledger.plan(district.id, submission), by=OFFICE, received_at=at)


def roster() -> Submission:
    """The roster as one submission."""
    lines = [
        {
            **dict.fromkeys(ROSTER_ROWS.columns, ""),
            "row": 3 + i,
            "accepted": True,
            "unit_id": unit_id,
            "code": unit_id,
            "name": name,
            "type_id": type_id,
            "group_id": group_id,
            "sub_org_total": orgs,
            "sort_no": i + 1,
            "scope": "own",
        }
        for i, (unit_id, name, type_id, group_id, orgs) in enumerate(UNITS)
    ]
    grid = Grid("名册", 1, 1, (("单位名册",), ("单位名称",), *((u[1],) for u in UNITS)))
    source = Source("a" * 64, "单位名册.xlsx", "名册")
    return Submission("roster", None, source, ROSTER_ROWS.frame(lines), {"name": 1}, (), grid)


def weekly(number: int, group_id: str, *, more: int = 0) -> Submission:
    """One group's sheet for one week; `more` sessions on every figure make it another version."""
    sent = [u for u in UNITS if u[3] == group_id and u[0] in STUDY[number]]
    lines, cells = [], [(f"第{number}周工作进展情况周报表",), _TITLES]
    for i, (unit_id, name, type_id, _, orgs) in enumerate(sent):
        said = STUDY[number][unit_id]
        figures = _figures(said, type_id, orgs, number=number, more=more)
        states = "".join(
            _state(figures.get(slot, ""), owed=slot in figures) for slot in registered_slots()
        )
        numbers = {slot: v for slot, v in figures.items() if isinstance(v, int)}
        lines.append(
            {
                "row": 3 + i,
                "unit_id": unit_id,
                "raw_unit": name,
                "accepted": True,
                "states": states,
                **{slot: float(numbers.get(slot, "nan")) for slot in registered_slots()},
            }
        )
        cells.append((name, *(str(figures.get(slot, "/")) for slot in COLUMNS)))
    digest = f"{number}{group_id}{more}".ljust(64, "0")
    source = Source(digest, f"{group_id}第{number}周.xlsx", "周报", sender=group_id)
    roles = {1: "title", 2: "header"}
    grid = Grid("周报", 1, 1, tuple(cells), roles=roles)
    rows = WEEKLY_ROWS.frame(lines)
    return Submission("weekly_report", number, source, rows, COLUMNS, (), grid)


def _figures(
    said: int | str, type_id: str, orgs: int, *, number: int, more: int
) -> dict[str, int | str]:
    study = said + more if isinstance(said, int) else said
    figures: dict[str, int | str] = {"study_session_count": study, "discussion_session_count": 1}
    if orgs:
        figures["study_org_covered"] = min(orgs, number)
    if type_id != "non_public":
        figures["problem_found_count"] = number % 2
    return figures


def _state(value: int | str, *, owed: bool) -> str:
    if not owed or value == "/":
        return "n"
    if value == "":
        return "m"
    return "v" if value else "z"
