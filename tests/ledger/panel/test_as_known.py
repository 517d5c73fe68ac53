"""Any revision as it was: equal to what a ledger said that stopped there."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import Panel, Roster
from ledger import Ledger, UnknownRevision, open_ledger
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    group_viewer,
    hour,
    log,
    register,
    roster,
    weekly,
)
from tests.ledger.panel.test_weeks import CELL, MOVED, assert_same, names

VIEWERS = (OFFICE, group_viewer("g01"), group_viewer("g02"))
FORMS = ("guidance_log", "launch")


def test_a_correction_changes_what_is_known_now_and_never_what_was_reported(
    ledger: Ledger,
) -> None:
    first = enter(ledger, weekly(TWO_UNITS)).revision
    enter(ledger, weekly(TWO_UNITS, week=2))
    enter(ledger, weekly(CORRECTED), reason="补报")
    assert ledger.panel(DISTRICT.id, OFFICE).values(STUDY)[0, 0] == 3
    assert ledger.panel(DISTRICT.id, OFFICE, as_of=first).values(STUDY).tolist()[0][0] == 2


def test_a_row_taken_back_later_counted_then(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(2), reason="误传")
    assert ledger.panel(DISTRICT.id, OFFICE, through=1).weeks[0].reported.tolist() == [False] * 3
    then = ledger.panel(DISTRICT.id, OFFICE, as_of=first.revision)
    assert then.weeks[0].reported.tolist() == [True, True, False]


def test_membership_is_as_of_the_week_and_as_known_then(ledger: Ledger) -> None:
    before = enter(ledger, weekly(TWO_UNITS, week=3)).revision
    enter(ledger, roster(MOVED, week=2))
    now, then = (ledger.panel(DISTRICT.id, group_viewer("g02"), as_of=r) for r in (None, before))
    assert names(now) == ["民政局", "水务局"]
    assert names(then) == ["水务局"]
    assert [week.member.tolist() for week in now.weeks] == [[False, True]] + [[True, True]] * 2


def test_an_alias_is_known_from_its_own_revision_on(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(1))
    assert ledger.roster(DISTRICT.id, as_of=before).aliases == {}
    assert ledger.roster(DISTRICT.id, as_of=before + 1).aliases == {"财局": "财政局"}


def test_weeks_without_newer_rows_are_shared_with_today(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    then = enter(ledger, weekly(TWO_UNITS, week=2)).revision
    enter(ledger, weekly(CORRECTED, week=2))
    now, past = ledger.panel(DISTRICT.id, OFFICE), ledger.panel(DISTRICT.id, OFFICE, as_of=then)
    assert past.weeks[0] is now.weeks[0]
    assert past.weeks[1] is not now.weeks[1]
    assert ledger.panel(DISTRICT.id, OFFICE, as_of=then) is past


@pytest.mark.parametrize("revision", [-1, 2, 99])
def test_a_revision_the_ledger_never_had_is_refused(ledger: Ledger, revision: int) -> None:
    with pytest.raises(UnknownRevision, match=f"revision {revision} is unknown.* 0 to 1"):
        ledger.panel(DISTRICT.id, OFFICE, as_of=revision)
    with pytest.raises(UnknownRevision):
        ledger.roster(DISTRICT.id, as_of=revision)
    with pytest.raises(UnknownRevision):
        ledger.entries(DISTRICT.id, OFFICE, "launch", as_of=revision)


def test_before_anything_came_there_is_nothing(ledger: Ledger) -> None:
    panel = ledger.panel(DISTRICT.id, OFFICE, as_of=0)
    assert (panel.units, panel.weeks, panel.revision) == ((), (), 0)


UNIT = st.sampled_from(["财政局", "民政局", "水务局"])
STEP = st.one_of(
    st.tuples(
        st.just("report"),
        st.integers(1, 3),
        st.sampled_from(["g01", "g02"]),
        st.dictionaries(UNIT, CELL, min_size=1),
    ),
    st.tuples(st.just("withdraw"), st.integers(0, 8)),
    st.tuples(st.just("roster"), st.sampled_from([UNITS, MOVED]), st.integers(1, 3)),
    st.tuples(st.just("alias"), st.sampled_from(["财局", "局"]), UNIT),
    st.tuples(
        st.just("log"), st.sampled_from(["g01", "g02"]), st.lists(UNIT, min_size=1, max_size=2)
    ),
    st.tuples(st.just("launch"), UNIT, st.integers(1, 3)),
)


def take(ledger: Ledger, step: tuple, n: int, entered: list[int]) -> None:  # type: ignore[type-arg]
    """One step of a ledger's life; what was entered may be taken back later."""
    what, *rest = step
    if what == "report":
        week, sender, cells = rest
        body = "\n".join(f"| {unit} | {cell} |" for unit, cell in cells.items())
        drawing = f"| unit | study_session_count |\n{body}"
        sheet = weekly(drawing, week=week, sender=sender, version=str(n))
        entered.append(enter(ledger, sheet, at=hour(60 * n)).submission_id)
    elif what == "roster":
        receipt = enter(ledger, roster(rest[0], week=rest[1], version=str(n)))
        entered.append(receipt.submission_id)
    elif what == "alias" and rest[1] in ledger.roster(DISTRICT.id).by_id:
        ledger.confirm_alias(DISTRICT.id, raw=rest[0], unit_id=rest[1], by=OFFICE, at=hour(n))
    elif what == "log":
        body = "\n".join(
            f"| {unit} | 2023-10-0{3 + n % 4} | hear |" for unit in dict.fromkeys(rest[1])
        )
        sheet = log(f"| unit | day | method |\n{body}", sender=rest[0], version=str(n))
        entered.append(enter(ledger, sheet).submission_id)
    elif what == "launch":
        sheet = register(f"| unit | attendance |\n| {rest[0]} | {rest[1]} |", version=str(n))
        entered.append(enter(ledger, sheet).submission_id)
    elif what == "withdraw" and entered:
        taken = entered.pop(rest[0] % len(entered))
        ledger.withdraw(DISTRICT.id, taken, by=OFFICE, at=hour(400), reason="误传")


Said = tuple[list[Panel], list[pd.DataFrame], Roster]


def said(ledger: Ledger, *, as_of: int | None = None) -> Said:
    """What the ledger says to each viewer: panels, entries, the roster."""
    panels = [ledger.panel(DISTRICT.id, viewer, through=4, as_of=as_of) for viewer in VIEWERS]
    frames = [
        ledger.entries(DISTRICT.id, viewer, form, as_of=as_of)
        for viewer in VIEWERS
        for form in FORMS
    ]
    return panels, frames, ledger.roster(DISTRICT.id, as_of=as_of)


def assert_says_the_same(one: Said, other: Said) -> None:
    """Panels, entries and rosters are equal."""
    for panel, same in zip(one[0], other[0], strict=True):
        assert_same(panel, same)
    for frame, equal in zip(one[1], other[1], strict=True):
        pd.testing.assert_frame_equal(frame, equal)
    assert (one[2].units, one[2].aliases) == (other[2].units, other[2].aliases)


@settings(max_examples=settings.default.max_examples // 12)
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_every_revision_is_as_a_ledger_that_stopped_there(
    migrated_file: Path,
    steps: list[tuple],  # type: ignore[type-arg]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        shutil.copyfile(migrated_file, path)
        url = f"sqlite:///{path}"
        ledger = open_ledger(url)
        ledger.add_district(DISTRICT, by=OFFICE)
        entered: list[int] = []
        captured = {0: said(ledger)}
        for n, step in enumerate([("roster", UNITS, 1), *steps]):
            take(ledger, step, n, entered)
            captured[ledger.revision(DISTRICT.id)] = said(ledger)
        fresh = open_ledger(url)
        for revision, then in captured.items():
            assert_says_the_same(said(ledger, as_of=revision), then)
            assert_says_the_same(said(fresh, as_of=revision), then)
        ledger.close()
        fresh.close()
