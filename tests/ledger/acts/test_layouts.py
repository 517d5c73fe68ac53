"""What a person said of a sheet's headings is kept, replaced, and fixed by the audit chain."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from campaign import Door, KnownLayout, Viewer
from ledger import Ledger, NotAllowed, open_ledger
from ledger.store.engine import reading_engine, writing_engine
from tests.ledger.drawn import DISTRICT, OFFICE, STUDY, TWO_UNITS, enter, hour, named, shown, weekly

GROUP = Viewer(Door.GROUPS, "g01")
LAYOUT = KnownLayout("f" * 16, "weekly_report", {"单位": "unit", "读书活动": STUDY, "备考": ""})
AGAIN = KnownLayout("f" * 16, "weekly_report", {"单位": "unit", "读书活动": f"{STUDY}@cumulative"})


def test_the_latest_word_on_a_layout_counts_and_outlives_the_process(
    ledger: Ledger, url: str
) -> None:
    before = ledger.revision(DISTRICT.id)
    assert ledger.layouts(DISTRICT.id) == {}
    revision = ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(1))
    assert revision == ledger.revision(DISTRICT.id) == before + 1
    assert ledger.layouts(DISTRICT.id) == {LAYOUT.fingerprint: LAYOUT}
    ledger.confirm_layout(DISTRICT.id, AGAIN, by=OFFICE, at=hour(2))
    ledger.close()
    again = open_ledger(url)
    assert again.layouts(DISTRICT.id) == {AGAIN.fingerprint: AGAIN}
    assert again.record.verify() == ()
    again.close()


def test_no_figure_moves_and_the_chain_says_who_confirmed_what(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    counted = shown(ledger)
    ledger.confirm_layout(DISTRICT.id, LAYOUT, by=named("g01"), at=hour(1))
    ledger.confirm_layout(DISTRICT.id, AGAIN, by=OFFICE, at=hour(2))
    assert shown(ledger) == counted
    line = ledger.record.audit(DISTRICT.id, OFFICE, last=1).iloc[0]
    assert (line["action"], line["subject"], line["by"]) == (
        "layout",
        f"layout:{LAYOUT.fingerprint}",
        "office",
    )
    assert json.loads(line["old"]) == {"form": LAYOUT.form, "fields": LAYOUT.fields}
    assert json.loads(line["new"]) == {"form": AGAIN.form, "fields": AGAIN.fields}


def test_a_layout_forgotten_counts_no_more_until_somebody_says_it_again(ledger: Ledger) -> None:
    ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(1))
    before = ledger.revision(DISTRICT.id)
    name = LAYOUT.fingerprint
    told = ledger.record.forget_layout(DISTRICT.id, name, by=OFFICE, at=hour(2), reason="指错列")
    assert (told, dict(ledger.layouts(DISTRICT.id))) == (before + 1, {})
    line = ledger.record.audit(DISTRICT.id, OFFICE, last=1).iloc[0]
    assert (line["action"], line["why"]) == ("forget_layout", "指错列")
    assert json.loads(line["old"]) == {"form": LAYOUT.form, "fields": LAYOUT.fields}
    with pytest.raises(KeyError):
        ledger.record.forget_layout(DISTRICT.id, name, by=OFFICE, at=hour(3))
    ledger.confirm_layout(DISTRICT.id, AGAIN, by=OFFICE, at=hour(4))
    assert ledger.layouts(DISTRICT.id) == {name: AGAIN}
    assert ledger.record.verify() == ()


def test_who_may_not_confirm_layouts_may_not_forget_them(ledger: Ledger) -> None:
    ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(1))
    with pytest.raises(NotAllowed):
        ledger.record.forget_layout(DISTRICT.id, LAYOUT.fingerprint, by=GROUP, at=hour(2))
    assert ledger.layouts(DISTRICT.id) == {LAYOUT.fingerprint: LAYOUT}


def test_an_unknown_district_or_form_is_refused(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        ledger.layouts("d9")
    with pytest.raises(KeyError):
        ledger.confirm_layout("d9", LAYOUT, by=OFFICE, at=hour(1))
    nothing = KnownLayout("f" * 16, "no_such_form", {})
    with pytest.raises(KeyError):
        ledger.confirm_layout(DISTRICT.id, nothing, by=OFFICE, at=hour(1))


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE layout SET fields = '{}'", "layout_changed"),
        ("UPDATE layout SET fingerprint = 'x'", "layout_changed"),
        ("DELETE FROM layout", "layout_gone"),
    ],
)
def test_a_layout_changed_behind_the_chain_is_told(
    ledger: Ledger, url: str, damage: str, check: str
) -> None:
    revision = ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(1))
    ledger.close()
    engine = reading_engine(url)
    with writing_engine(engine).begin() as connection:
        assert connection.execute(sa.text(damage)).rowcount == 1
    engine.dispose()
    again = open_ledger(url)
    (fault,) = again.record.verify()
    again.close()
    assert (fault.check, fault.params["rev"]) == (check, revision)
