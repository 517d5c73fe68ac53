"""Who is to be visited next week, in how few trips, and on what."""

from datetime import date

from measures import narrow, visit_plan
from measures.logs.recency import unit_visits
from tests.measures import drawn
from tests.measures.logged import visit_log

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 | w2 | w3 | w4 | w5 | w6 |
    | 镇   | section_team | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 村1  | grassroots   | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 村2  | grassroots   | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 村3  | grassroots   | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 局1  | section_team | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 局2  | section_team | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 局3  | section_team | g02   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
    | 局4  | section_team | g02   | 0    | 1  | 1  | 1  | 1  | 1  | 1  |
""", parents={"村1": "镇", "村2": "镇", "村3": "镇"})  # fmt: skip
LOG = visit_log("""
    | unit | group | day        | method | stream |
    | 镇   | g01   | 2023-11-10 | hear   | study  |
    | 村1  | g01   | 2023-10-04 | hear   | study  |
    | 村2  | g01   | 2023-11-08 | hear   | study  |
    | 村3  | g01   | 2023-10-20 | hear   | study  |
    | 局1  | g01   | 2023-10-30 | hear   | study research |
    | 局3  | g02   | 2023-11-09 | hear   | study  |
""")
TODAY = date(2023, 11, 12)


def plan(**given):
    rows = unit_visits(LOG, PANEL, drawn.pack(), today=TODAY)
    asked = {"called": {}, "seed": "w6"} | given
    return visit_plan(rows, LOG, PANEL, drawn.pack(), **asked).set_index("unit_id")


def test_who_is_due_by_the_end_of_the_week_is_planned_and_why():
    """Intervals are 14 days and 28 below the section level: 局4 was never seen, 局1 13 days ago."""
    found = plan()
    assert found.loc["局4", "why"] == ("never",)
    assert found.loc["局2", "why"] == ("never",)
    assert found.loc["局1", "why"] == ("soon",)
    assert found.loc["村1", "why"] == ("over",)
    assert "局3" not in found.index, "seen three days ago and nobody else called"
    assert plan(called={"局3": ("promise",)}).loc["局3", "why"] == ("promise",)


def test_one_place_is_one_trip_and_a_seat_left_goes_to_who_is_due_next_there():
    """村1 is over, 村3 soon is not yet: with three seats the town's trip takes the two and the
    unit next due along."""
    found = plan(seats=3)
    town = found[found["place_id"] == "镇"]
    assert town["trip"].nunique() == 1
    assert town.loc["村1", "why"] == ("over",)
    assert [row for row in town["why"] if row == ("along",)], "nobody drives past"
    assert set(found.loc[["局1", "局2"], "place_id"]) == {""}
    assert found.loc["局1", "trip"] == found.loc["局2", "trip"]


def test_a_week_with_no_room_says_who_is_left():
    found = plan(trips=1, seats=1)
    assert (found[found["group_id"] == "g01"]["trip"] == 1).sum() == 1
    left = found[found["trip"] == 0]
    assert len(left)
    assert all(left["why"].map(bool))


def test_a_quarter_are_random_checks_that_anybody_can_draw_again():
    found = plan()
    first = found[(found["group_id"] == "g01") & (found["trip"] > 0)]
    assert first["is_random"].sum() == -(-len(first) // 4)
    assert plan()["is_random"].equals(found["is_random"])


def test_the_emptiest_workstream_is_the_units_own_then_its_groups():
    """局1 had study and research; of what is left the group never looked at any: the pack's
    order."""
    assert plan().loc["局1", "stream"] == "develop"
    assert plan().loc["局2", "stream"] == "develop"


def test_where_one_stands_above_nearly_all_it_is_their_place_all_the_same():
    own = narrow(PANEL, units=("镇", "村1", "村2"))
    rows = unit_visits(LOG, own, drawn.pack(), today=TODAY)
    found = visit_plan(rows, LOG, own, drawn.pack(), called={"村2": ("check",)}, seed="w6")
    assert set(found["place_id"]) == {"镇"}
