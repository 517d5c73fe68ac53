"""One unit, one answer: whoever asks, and through whatever filter, hears the same of a unit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from campaign import ENTRY_ROWS, Door, Grid, Source, Submission, Viewer, load_pack, reason_words
from campaign import wording as words_in
from commands.command_line import command_line
from commands.scale import load_scale, scale_of
from ledger import open_ledger
from measures import narrow
from pages.door import opened
from pages.door.filters import Filters
from pages.door.view import Basis
from pages.readings import is_cut, listed, needs, signals_now
from pages.readings.judged import judged_now
from sample_data import scale_district, submissions
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import url_of

PACK = load_pack("c2023_ztjy")
DISTRICT = scale_of(PACK, units=130, weeks=7)
WEEK = DISTRICT.calendar.week(7)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """130 units of five types and seven weeks; eight of ten groups keep a log; one unit moves."""
    url = url_of(tmp_path_factory.mktemp("answers"))
    with closing(open_ledger(url)) as ledger:
        load_scale(ledger, DISTRICT, PACK, units=130)
        units = ledger.roster(DISTRICT.id).units
        for group in sorted({unit.group_id for unit in units})[:8]:
            own = [unit.id for unit in units if unit.group_id == group][::2]
            ledger.accept(
                ledger.plan(DISTRICT.id, _log(group, own)),
                by=OFFICE,
                received_at=datetime(2023, 11, 10, tzinfo=UTC),
            )
        ledger.accept(
            ledger.plan(DISTRICT.id, _moving(units[3].id, to=units[4].group_id)),
            by=OFFICE,
            received_at=datetime(2023, 11, 11, tzinfo=UTC),
        )
    return url


def _log(group: str, unit_ids: list[str]) -> Submission:
    lines = [
        {
            "row": 2 + i,
            "accepted": True,
            "unit_id": unit_id,
            "raw_unit": unit_id,
            "group_id": group,
            "day": date(2023, 10, 9 + i % 20).isoformat(),
            "key": "",
            "fields": json.dumps({"method": ["hear"], "stream": ["study"]}),
        }
        for i, unit_id in enumerate(unit_ids)
    ]
    grid = Grid("督导", 1, 1, (("单位",), *((unit_id,) for unit_id in unit_ids)))
    source = Source(group.ljust(64, "e"), f"{group}.xlsx", "督导", sender=group)
    return Submission("guidance_log", None, source, ENTRY_ROWS.frame(lines), {"unit": 1}, (), grid)


def _moving(unit_id: str, *, to: str) -> Submission:
    """The roster again, with one unit under another group from week 4 on."""
    scale = scale_district(PACK, calendar=DISTRICT.calendar, n_units=130)
    roster = next(iter(submissions(scale))).submission
    rows = roster.rows.copy()
    own = rows["unit_id"] == unit_id
    rows.loc[own, "group_id"] = to
    rows.loc[own, "valid_from"] = DISTRICT.calendar.week(4).starts_on.isoformat()
    source = replace(roster.source, sha256="9" * 64, file_name="名册2.xlsx")
    return replace(roster, rows=rows, source=source)


@pytest.fixture
def asked(url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Basis]:
    """What a viewer looks at through filters."""
    monkeypatch.setenv("DATABASE_URL", url)

    def ask(viewer: Viewer, **kept: str) -> Basis:
        panel = opened.panel_of(DISTRICT, viewer).through(WEEK.number)
        filters = Filters(WEEK, **kept)
        chosen = {name[:-3] + "s": [value] for name, value in kept.items()}
        return Basis(
            viewer=viewer,
            district=DISTRICT,
            pack=PACK,
            filters=filters,
            today=WEEK.ends_on,
            source=panel,
            scope=panel,
            panel=narrow(panel, **chosen),
        )

    return ask


def said(basis: Basis) -> dict[str, object]:
    """By unit, all that is said of it."""
    signs = signals_now(basis).set_index("unit_id").to_dict("index")
    return {
        need.unit_id: (need.attention, need.days, need.is_known, repr(signs[need.unit_id]))
        for need in needs(basis)
    }


def scopes(ask: Callable[..., Basis]) -> Iterator[tuple[str, Basis]]:
    leader, whole = Viewer(Door.LEADERSHIP), ask(Viewer(Door.OFFICE))
    for need in needs(whole):
        yield f"unit page {need.unit_id}", ask(leader, unit_id=need.unit_id)
    for type_id in whole.panel.type_ids:
        yield f"type {type_id}", ask(leader, type_id=type_id)
    for group_id in whole.panel.group_ids:
        yield f"group {group_id}", ask(leader, group_id=group_id)
        yield f"seat {group_id}", ask(Viewer(Door.GROUPS, group_id))


def test_every_unit_is_told_the_same_in_every_scope(asked: Callable[..., Basis]) -> None:
    whole = said(asked(Viewer(Door.OFFICE)))
    assert len(whole) == 130
    assert any(reason.code == "below_peers" for a, *_ in whole.values() for reason in a.reasons)
    n_asked = 0
    for name, basis in scopes(asked):
        told = said(basis)
        n_asked += len(told)
        assert told == {unit_id: whole[unit_id] for unit_id in told}, name
    assert n_asked == 4 * 130, "by unit, type, group and seat"


def test_a_unit_that_moved_stands_with_the_weeks_its_new_group_does_not_see(
    asked: Callable[..., Basis], url: str
) -> None:
    with closing(open_ledger(url)) as ledger:
        spans = [unit for unit in ledger.roster(DISTRICT.id).units if unit.valid_to]
    (left,) = spans
    here = next(n for n in needs(asked(Viewer(Door.OFFICE))) if n.unit_id == left.id)
    assert here.group_id != left.group_id
    seat = asked(Viewer(Door.GROUPS, here.group_id))
    at = [unit.id for unit in seat.panel.units].index(left.id)
    assert [bool(week.member[at]) for week in seat.panel.weeks] == [False] * 3 + [True] * 4
    assert here in needs(seat)


def test_the_terminal_says_the_same(asked: Callable[..., Basis]) -> None:
    words = words_in("zh_CN")
    whole = needs(asked(Viewer(Door.OFFICE)))
    words_of = ("figures", "--json", "--district", DISTRICT.id, "--week", WEEK.iso)
    document = json.loads(CliRunner().invoke(command_line, words_of).output)
    assert [
        (line["unit_id"], [each["sentence"]["zh"] for each in line["reasons"]], line["listed"])
        for line in document["attention"]
    ] == [
        (
            need.unit_id,
            [reason_words(reason, PACK, words) for reason in need.attention.reasons],
            need.attention.listed,
        )
        for need in whole
    ]
    assert document["worklist"]["with_items"] == sum(bool(n.attention.reasons) for n in whole)


def test_the_groups_lists_add_up_to_all_units_with_items(asked: Callable[..., Basis]) -> None:
    """The review budget cuts the district's list alone."""
    whole = asked(Viewer(Door.OFFICE))
    with_items = {need.unit_id for need in needs(whole) if need.attention.reasons}
    first = {need.unit_id for need in listed(whole, needs(whole))}
    assert is_cut(whole)
    assert first < with_items
    seats = [asked(Viewer(Door.GROUPS, group)) for group in whole.panel.group_ids]
    lists = [[need.unit_id for need in listed(seat, needs(seat))] for seat in seats]
    assert sum(map(len, lists)) == len(with_items)
    assert set().union(*lists) == with_items


def test_a_seat_is_handed_nothing_of_other_groups_units(
    asked: Callable[..., Basis],
) -> None:
    """Its judgement holds its own units alone, and of peers what eight and more have together."""
    seat = asked(Viewer(Door.GROUPS, "g02"))
    member = seat.panel.weeks[-1].member
    own = {unit.id for unit, mine in zip(seat.panel.units, member, strict=True) if mine}
    found = judged_now(seat)
    assert {unit.id for unit in found.items.units} == own
    assert set(found.visited["unit_id"]) == set(found.signals["unit_id"]) == own
    assert all(len(rule.level) == len(own) for rule in found.items.rules)
    few = found.signals["n_peers"] < 8
    assert found.signals.loc[few, "peer_share"].isna().all()
    assert set(found.logs["group_id"]) == {"g02"}
