"""Who is looking, as the link says it."""

from __future__ import annotations

import pytest

from campaign import PAGE_DOORS, Door, Right, Viewer, load_pack
from pages.door.link import KEYS
from pages.door.viewer import may_open, viewer_of
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
    assert not any(may_open(viewer(door=door), other) for other in Door)


def test_a_group_sits_where_it_says_or_on_the_first_seat() -> None:
    assert viewer(door="groups", seat="g03") == Viewer(Door.GROUPS, group_id="g03")
    assert viewer(door="groups", seat="g99").group_id == "g01"


def test_a_seat_without_the_groups_door_scopes_nothing() -> None:
    assert viewer(door="leadership", seat="g03") == Viewer(Door.LEADERSHIP)


def test_only_the_office_opens_the_office() -> None:
    assert [may_open(Viewer(door), Door.OFFICE) for door in PAGE_DOORS] == [False, False, True]
    assert all(may_open(Viewer(door), Door.LEADERSHIP) for door in PAGE_DOORS)
