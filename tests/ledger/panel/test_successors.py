"""Which unit a closed one goes on in: the roster says so, and figures follow it once."""

from campaign import load_pack
from ledger import Ledger
from measures import frequency, launch_coverage, launches, visits
from measures.logs.recency import unit_visits
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    STUDY,
    enter,
    group_viewer,
    hour,
    log,
    register,
    roster,
    weekly,
)

PACK = load_pack(DISTRICT.pack_id)
MERGED = """
    | unit   | type         | group | valid_to   | successor_id |
    | 财政局 | section_team | g01   | 2023-10-15 | 水务局       |
    | 民政局 | section_team | g01   |            |              |
    | 水务局 | section_team | g02   |            |              |
"""
FIGURES = """
    | unit   | study_session_count | study_session_count@cumulative |
    | 民政局 | 1                   |                                |
    | 水务局 | {0}                 | {1}                            |
"""


def merged(ledger: Ledger, *, total: str) -> None:
    """财政局 with three sessions goes on in 水务局 from the third week on."""
    enter(ledger, roster(MERGED))
    first = FIGURES.format(1, 1) + "    | 财政局 | 3 |  |"
    enter(ledger, weekly(first, week=1))
    enter(ledger, weekly(FIGURES.format(2, total), week=3))


def counted(ledger: Ledger, *, by: str) -> dict[tuple[str, int], float]:
    panel = ledger.panel(DISTRICT.id, OFFICE)
    frame = frequency(panel, PACK, STUDY, by=by)
    places = zip(frame["place_id"], frame["week"], strict=True)
    return {place: n for place, n in zip(places, frame["cumulative"], strict=True) if n == n}


def test_a_merged_units_history_is_counted_with_its_successor(ledger: Ledger) -> None:
    merged(ledger, total="3")
    assert counted(ledger, by="group") == {
        ("g01", 1): 4,
        ("g02", 1): 1,
        ("g01", 2): 4,
        ("g02", 2): 1,
        ("g01", 3): 2,
        ("g02", 3): 6,
    }
    panel = ledger.panel(DISTRICT.id, OFFICE)
    assert panel.weeks[2].lineage is not None
    assert panel.weeks[2].lineage.successor.tolist() == [2, -1, -1]


def test_a_total_that_has_the_history_in_it_is_not_added_to_it(ledger: Ledger) -> None:
    merged(ledger, total="6")
    district = counted(ledger, by="district")
    assert [district[DISTRICT.id, week] for week in (1, 2, 3)] == [5, 5, 8]


def test_a_group_sees_what_went_over_to_its_unit_and_no_row_of_the_other(ledger: Ledger) -> None:
    merged(ledger, total="3")
    seat = ledger.panel(DISTRICT.id, group_viewer("g02"))
    assert [unit.name for unit in seat.units] == ["水务局"]
    assert frequency(seat, PACK, STUDY)["cumulative"].tolist() == [1, 1, 6]
    left = ledger.panel(DISTRICT.id, group_viewer("g01"))
    assert frequency(left, PACK, STUDY)["cumulative"].tolist() == [4, 4, 2]


def test_visits_and_the_launch_go_on_with_its_successor(ledger: Ledger) -> None:
    merged(ledger, total="3")
    seen = "| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"
    enter(ledger, log(seen), at=hour(400))
    enter(ledger, register("| unit | launch_held |\n| 财政局 | 是 |"), at=hour(401))
    panel = ledger.panel(DISTRICT.id, OFFICE)
    made = visits(ledger.entries(DISTRICT.id, OFFICE, "guidance_log"), PACK)
    told = unit_visits(made, panel, PACK, today=panel.weeks[-1].week.ends_on)
    assert dict(zip(told["unit_id"], told["visits"], strict=True)) == {"民政局": 0, "水务局": 1}
    lines = launches(ledger.entries(DISTRICT.id, OFFICE, "launch"), PACK)
    assert launch_coverage(lines, panel)["numerator"].tolist() == [1, 1, 1]


LATER = """
    | unit   | type         | group | valid_to   | successor_id |
    | 财政局 | section_team | g01   | 2023-10-08 | {}           |
    | 民政局 | section_team | g01   |            |              |
    | 水务局 | section_team | g02   |            |              |
"""


def test_a_later_roster_says_where_a_unit_goes_on_that_ended_before_it(ledger: Ledger) -> None:
    """A roster of the third week names the successor of a unit that ended with the first."""
    enter(ledger, roster(LATER.format("").replace("2023-10-08", "          ")))
    first = FIGURES.format(1, 1) + "    | 财政局 | 3 |  |"
    enter(ledger, weekly(first, week=1))
    enter(ledger, weekly(FIGURES.format(2, 6), week=3))
    assert counted(ledger, by="district")[DISTRICT.id, 3] == 11
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(500))
    enter(ledger, roster(LATER.format("水务局"), week=3), at=hour(501))
    district = counted(ledger, by="district")
    assert [district[DISTRICT.id, week] for week in (1, 2, 3)] == [5, 5, 8]
    enter(ledger, roster(LATER.format(""), week=3), at=hour(502))  # silence takes nothing back
    assert counted(ledger, by="district")[DISTRICT.id, 3] == 8
    assert [fault for fault in ledger.record.verify() if not fault.is_note] == []
