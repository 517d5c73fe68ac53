"""Who is looking, as the link says it."""

from __future__ import annotations

import pytest

from campaign import PAGE_DOORS, Door, Right, Viewer, load_pack, menu
from pages.door.link import KEYS
from pages.door.viewer import viewer_of
from pages.gate.network import VARIABLE

PACK = load_pack("c2023_ztjy")


def viewer(**said: str) -> Viewer:
    """The viewer of a link that says this."""
    return viewer_of({**dict.fromkeys(KEYS, ""), **said}, PACK)


def test_without_a_word_the_office_looks() -> None:
    assert viewer() == Viewer(Door.OFFICE)


def test_on_an_open_server_only_who_chooses_may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    assert viewer() == Viewer(Door.LEADERSHIP)
    assert not any(viewer().may(right) for right in Right)
    assert viewer(door="office").may(Right.ACCEPT)


@pytest.mark.parametrize("door", ["cellar", "OFFICE", "0", "operator"])
def test_a_door_that_does_not_exist_opens_nothing(door: str) -> None:
    assert viewer(door=door) == Viewer(None)
    assert not any(line.is_for(viewer(door=door)) for line in menu())


def test_a_group_sits_where_it_says_or_on_the_first_seat() -> None:
    assert viewer(door="groups", seat="g03") == Viewer(Door.GROUPS, group_id="g03")
    assert viewer(door="groups", seat="g99").group_id == "g01"


def test_a_seat_without_the_groups_door_scopes_nothing() -> None:
    assert viewer(door="leadership", seat="g03") == Viewer(Door.LEADERSHIP)


def test_only_the_office_opens_the_office() -> None:
    read = {d: {line.door for line in menu() if line.is_for(Viewer(d))} for d in PAGE_DOORS}
    assert Door.OFFICE not in read[Door.LEADERSHIP]
    assert read[Door.OFFICE] == set(PAGE_DOORS)
    assert all(Door.LEADERSHIP in doors for doors in read.values())


def test_a_group_hands_in_by_an_account_alone() -> None:
    (desk,) = [line for line in menu() if line.name == "submit"]
    assert not desk.is_for(Viewer(Door.GROUPS, group_id="g01"))
    assert desk.is_for(Viewer(Door.GROUPS, group_id="g01", account="a1"))
