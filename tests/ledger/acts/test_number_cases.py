"""The small districts of the shared number cases that ask whose figure counts, read and entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import District, State, load_pack
from ledger import Ledger, Plan, open_ledger
from loaders import Hints, read_workbook
from tests.ledger.drawn import DISTRICT, OFFICE, STUDY, TALKS, hour

CASES = Path(__file__).parents[4] / "shared" / "number_cases"
PACK = load_pack(DISTRICT.pack_id)
CASE = District("case", "测试区", PACK.id, PACK.calendar)
Figures = dict[str, tuple[float | None, float | None]]

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="no shared number cases here")


@pytest.fixture
def case(url: str) -> Iterator[Ledger]:
    """A ledger with an empty district, on each engine."""
    ledger = open_ledger(url)
    ledger.add_district(CASE, by=OFFICE)
    yield ledger
    ledger.close()


def entered(ledger: Ledger, path: Path, *, answered: bool | None = None) -> list[Plan]:
    """The plans of a workbook that is read and accepted."""
    hints = Hints(calendar=CASE.calendar)
    roster = ledger.roster(CASE.id)
    reading = read_workbook(
        path.read_bytes(), file_name=path.name, roster=roster, pack=PACK, hints=hints
    )
    plans = []
    for submission in reading.submissions:
        plans.append(ledger.plan(CASE.id, submission, answered=answered))
        ledger.accept(plans[-1], by=OFFICE, received_at=hour(90))
    return plans


def figures(ledger: Ledger) -> Figures:
    """By unit its study sessions and discussions of the first week."""
    panel = ledger.panel(CASE.id, OFFICE, through=1)
    rows = [panel.values(slot)[0] for slot in (STUDY, TALKS)]
    names = [unit.name.removeprefix("测试") for unit in panel.units]
    plain = [[None if value != value else float(value) for value in row] for row in rows]
    return dict(zip(names, zip(*plain, strict=True), strict=True))


def in_order(name: str) -> list[Path]:
    """The files of a case: the roster, then the sheets by name."""
    files = sorted((CASES / name).glob("*.xlsx"))
    return sorted(files, key=lambda path: "名册" not in path.name)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ["06_two_sheets", "06b_two_sheets_rev"])
def test_the_unit_s_own_nine_counts_in_either_order(case: Ledger, name: str, turned: bool) -> None:
    roster, *sheets = in_order(name)
    for path in (roster, *(reversed(sheets) if turned else sheets)):
        entered(case, path)
    two = (2.0, 2.0)
    assert figures(case) == {"甲局": (9.0, 9.0), "乙局": two, "丙局": two, "丁局": two}
    listed = case.questions.disputes(CASE.id, OFFICE)
    assert listed[["value", "other_value"]].to_numpy().tolist() == [[9, 2], [9, 2]]


def test_a_blank_of_the_group_leaves_the_unit_s_nine(case: Ledger) -> None:
    for path in in_order("08_own_then_group_blank"):
        entered(case, path)
    assert figures(case)["甲局"] == (9.0, 9.0)
    assert case.questions.disputes(CASE.id, OFFICE).empty
    assert case.questions.blanks(CASE.id, OFFICE).empty


@pytest.mark.parametrize("answered", [None, False, True])
def test_blanks_of_the_same_sender_are_asked_about(case: Ledger, answered: bool | None) -> None:
    files = in_order("07_resubmit_blank")
    corrections = [path for path in files if path.name.startswith("更正")]
    for path in files:
        if path not in corrections:
            entered(case, path)
    plans = [plan for path in corrections for plan in entered(case, path, answered=answered)]
    gone = answered is True
    assert figures(case) == {
        "甲局": (5.0, None if gone else 3.0),
        "乙局": (None, None) if gone else (2.0, 3.0),
        "丙局": (2.0, 3.0),
        "丁局": (None, None),
    }
    panel = case.panel(CASE.id, OFFICE, through=1)
    assert [chr(panel.states(slot)[0][3]) for slot in (STUDY, TALKS)] == [
        State.NOT_APPLICABLE.value
    ] * 2
    asked = case.questions.blanks(CASE.id, OFFICE)
    assert len(asked) == (3 if answered is None else 0)
    assert sum(len(plan.answered) for plan in plans) == (0 if answered is None else 3)
    assert [fault for fault in case.record.verify() if not fault.is_note] == []
