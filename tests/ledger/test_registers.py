"""Every version of a ledger's line is there, and what another body found at it is a sealed deed."""

from __future__ import annotations

import pytest

from campaign import Door, Viewer
from ledger import Ledger, LockedWeek, NotAllowed, NothingAsked, ProblemCheck, StalePlan
from tests.ledger.drawn import DISTRICT, OFFICE, UNITS, enter, group_viewer, hour, problems, roster

FIRST = """
    | unit   | number | progress    | due        |
    | 财政局 | 1      | in_progress | 2023-10-20 |
    | 水务局 | 1      | in_progress | 2023-10-20 |
"""
AGAIN = FIRST.replace("in_progress", "claimed_done")
UNIT = Viewer(Door.UNIT, unit_id="财政局")


@pytest.fixture
def sent(ledger: Ledger) -> Ledger:
    """The ledger with two versions of group 1's problems."""
    enter(ledger, roster(UNITS))
    for n, drawing in enumerate((FIRST, AGAIN), start=1):
        enter(ledger, problems(drawing, version=str(n)), at=hour(n))
    return ledger


def found(ledger: Ledger, *, unit: str = "财政局", passed: bool = True) -> ProblemCheck:
    """A check of the newest version of a unit's line."""
    rows = ledger.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")
    line = rows[rows["unit_id"] == unit].iloc[-1]
    place = {name: int(line[name]) for name in ("submission_id", "row")}
    told = {name: str(line[name]) for name in ("unit_id", "sender", "key")}
    return ProblemCheck(**place, **told, passed=passed, on="2023-10-25", body="office")


def test_every_version_is_told_with_its_day_within_the_viewer_s_units(sent: Ledger) -> None:
    rows = sent.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")
    assert rows["unit_id"].tolist() == ["财政局", "水务局"] * 2
    assert rows["submission_id"].is_monotonic_increasing
    own = sent.registers.versions(DISTRICT.id, group_viewer("g02"), "problem_ledger")
    assert own["unit_id"].tolist() == ["水务局"] * 2
    first = int(rows["submission_id"].iloc[0])
    then = sent.registers.versions(DISTRICT.id, OFFICE, "problem_ledger", as_of=first)
    assert len(then) == 2


def test_a_withdrawn_version_is_none(sent: Ledger) -> None:
    rows = sent.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")
    last = int(rows["submission_id"].iloc[-1])
    sent.withdraw(DISTRICT.id, last, by=OFFICE, at=hour(9), reason="重报")
    assert len(sent.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")) == 2


@pytest.mark.parametrize("viewer", [OFFICE, group_viewer("g01")], ids=["office", "group"])
def test_a_check_is_a_sealed_line_and_a_new_revision(sent: Ledger, viewer: Viewer) -> None:
    before = sent.revision(DISTRICT.id)
    revision = sent.registers.check_problem(DISTRICT.id, found(sent), by=viewer, at=hour(9))
    assert revision == sent.revision(DISTRICT.id) == before + 1
    told = sent.registers.checked(DISTRICT.id, OFFICE)
    assert told[["unit_id", "passed", "body"]].values.tolist() == [["财政局", True, "office"]]
    assert sent.registers.checked(DISTRICT.id, group_viewer("g02")).empty
    assert sent.registers.checked(DISTRICT.id, OFFICE, as_of=before).empty
    assert sent.record.verify(DISTRICT.id) == ()


@pytest.mark.parametrize("viewer", [UNIT, group_viewer("g02"), Viewer(Door.LEADERSHIP)])
def test_neither_the_owner_nor_who_has_not_the_unit_may_verify(
    sent: Ledger, viewer: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        sent.registers.check_problem(DISTRICT.id, found(sent), by=viewer, at=hour(9))
    assert sent.registers.checked(DISTRICT.id, OFFICE).empty


def test_a_line_there_is_not_is_refused_and_an_archived_district_takes_nothing(
    sent: Ledger,
) -> None:
    check = found(sent)
    wrong = ProblemCheck(**{**vars_of(check), "row": 99})
    with pytest.raises(NothingAsked):
        sent.registers.check_problem(DISTRICT.id, wrong, by=OFFICE, at=hour(9))
    sent.record.close(DISTRICT.id, by=OFFICE, at=hour(9))
    with pytest.raises(LockedWeek):
        sent.registers.check_problem(DISTRICT.id, check, by=OFFICE, at=hour(9))


def vars_of(check: ProblemCheck) -> dict[str, object]:
    return {name: getattr(check, name) for name in check.__dataclass_fields__}


def test_an_older_ledger_entered_later_is_no_newer(ledger: Ledger) -> None:
    """What arrived first is the earlier version, whenever it is entered."""
    enter(ledger, roster(UNITS))
    for n, drawing in ((2, AGAIN), (1, FIRST)):
        enter(ledger, problems(drawing, version=str(n)), at=hour(n))
    rows = ledger.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")
    assert rows["submission_id"].is_monotonic_decreasing
    counts = ledger.entries(DISTRICT.id, OFFICE, "problem_ledger")["fields"]
    assert all('"progress":"claimed_done"' in fields for fields in counts)


NEWER = """
    | unit   | number | progress     | due        |
    | 财政局 | 1      | claimed_done | 2023-10-20 |
"""
OLDER = FIRST + "    | 财政局 | 2      | in_progress | 2023-10-27 |\n"


def test_a_plan_for_an_older_ledger_says_what_no_later_one_stands_for(ledger: Ledger) -> None:
    """Lines 1 of 水务局 and 2 are new; line 1 of 财政局 was told again since."""
    enter(ledger, roster(UNITS))
    enter(ledger, problems(NEWER, version="2"), at=hour(2))
    sheet = problems(OLDER, version="1")
    plan = ledger.plan(DISTRICT.id, sheet, received_at=hour(1))
    assert (plan.new, plan.changed, plan.gone) == (("水务局", "财政局"), (), ())
    assert [(entry.unit_id, entry.key) for entry in plan.older] == [("财政局", "财政局 1")]
    newest = ledger.plan(DISTRICT.id, sheet)
    assert [change.unit_id for change in newest.changed] == ["财政局"]
    with pytest.raises(StalePlan):
        ledger.accept(newest, by=OFFICE, received_at=hour(1))


def test_an_older_ledger_told_again_whole_goes_in_once_as_a_version(ledger: Ledger) -> None:
    enter(ledger, roster(UNITS))
    enter(ledger, problems(AGAIN, version="2"), at=hour(2))
    sheet = problems(FIRST, version="1")
    plan = ledger.plan(DISTRICT.id, sheet, received_at=hour(1))
    assert not plan.is_empty
    assert not plan.changes_what_counts
    assert not ledger.accept(plan, by=OFFICE, received_at=hour(1)).already_received
    assert len(ledger.registers.versions(DISTRICT.id, OFFICE, "problem_ledger")) == 4
    again = ledger.plan(DISTRICT.id, sheet, received_at=hour(1))
    assert again.already_received
