"""What the pages show through any of their filters, alone and together, `figures --json` prints."""

from __future__ import annotations

from typing import Any

import pytest

from pages.door.parts import parts_of
from tests.commands.conftest import Terminal
from tests.commands.said import (
    COUNTS,
    PACK,
    more_printed,
    more_shown,
    of_known,
    plain_all,
    printed,
    shown,
)
from tests.tries import in_soak

WEEK = 12


@pytest.mark.parametrize(
    "kept",
    [
        {"group": "g07", "type": "grassroots", "part": "sector:村"},
        {"group": "g04", "part": "under:A04-003"},
        *(
            pytest.param(kept, marks=in_soak)
            for kept in (
                {},
                {"group": "g03", "type": "second_tier"},
                {"part": "sector:机关", "type": "section_team"},
                {"part": "admin_level:乡科级"},
                {"group": "g02", "part": "party_form:党支部"},
                {"part": "under:A03-002", "unit": "A03-002"},
            )
        ),
    ],
    ids=lambda kept: " ".join(f"{name}={value}" for name, value in kept.items()) or "all",
)
def test_pages_with_several_filters_say_what_the_terminal_says(
    sample: Terminal, looked: Any, kept: dict[str, str]
) -> None:
    words = [word for name, value in kept.items() for word in (f"--{name}", value)]
    here = ("figures", "--district", "sample", "--week", PACK.calendar.week(WEEK).iso, *words)
    document = sample.json(*here)
    assert {name: value for name, value in document["shown"].items() if value} == kept
    said = {f"{name}_id": value for name, value in kept.items() if name != "part"}
    part = kept.get("part", "")
    of_part = {"part": part, "part_units": parts_of(looked(WEEK).scope)[part]} if part else {}
    view = looked(WEEK, **said, **of_part)
    asked = printed(document, "sample")
    assert of_known(shown(view), asked) == asked
    assert len(asked) > 20
    more = {name: plain_all(value) for name, value in more_shown(view).items()}
    assert more == {name: plain_all(value) for name, value in more_printed(document).items()}
    types, by_type = sample.json(*here, "--by", "type"), dict.fromkeys(COUNTS, 0.0)
    for line in types["sums"]:
        by_type[line["quantity"]] += line["cumulative"] or 0
    assert by_type == {id_: asked[id_][1] or 0 for id_ in COUNTS}  # type: ignore[index]


@pytest.mark.parametrize(
    ("asked", "option"),
    [
        (("--group", "g99"), "--group"),
        (("--part", "sector:月球"), "--part"),
        (("--group", "g01", "--unit", "A03-002"), "--unit"),
    ],
)
def test_a_filter_without_a_unit_is_refused(
    sample: Terminal, asked: tuple[str, ...], option: str
) -> None:
    done = sample.run("figures", "--district", "sample", *asked, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert option in done.stderr
