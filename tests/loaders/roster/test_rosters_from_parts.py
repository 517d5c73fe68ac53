"""Rosters in the words of real offices: each unit is as its plan says, or asked about; none wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import CampaignPack, FieldRole, GuidanceGroup, Label
from loaders import Reading, read_workbook
from tests.loaders.drawn import NOBODY, PACK
from tests.loaders.roster.rosters_from_parts import GROUPS, TYPES, Made, made

SEEDS = range(12)


def answered() -> CampaignPack:
    """The pack of a district whose office said that each word is a type or a group of its own."""
    like = PACK.type["second_tier"]
    types = [replace(like, id=w, label=Label(w, w), short=Label(w, w), aliases=(w,)) for w in TYPES]
    groups = [GuidanceGroup(w, Label(w, w), (w,)) for w in GROUPS]
    return replace(PACK, types=tuple(types), groups=tuple(groups))


def read(sheet: Made, pack: CampaignPack) -> Reading:
    return read_workbook(sheet.content, file_name="名册.xlsx", roster=NOBODY, pack=pack)


def taken(reading: Reading) -> dict[str, tuple[str, str, str]]:
    """By name, the type, the group and the parent of each unit that goes in."""
    lines = [line for s in reading.submissions for line in s.rows.to_dict("records")]
    names = {line["unit_id"]: line["name"] for line in lines}
    return {
        line["name"]: (line["type_id"], line["group_id"], names.get(line["parent_id"], ""))
        for line in lines
        if line["accepted"]
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_unit_of_a_roster_is_as_its_plan_says(seed: int) -> None:
    sheet = made(seed)
    has_parents = "U22" in str(sheet)
    reading = read(sheet, answered())
    plan = {u.name: (u.type, u.group) for u in sheet.units}
    found = taken(reading)
    assert {name: told[:2] for name, told in found.items()} == plan, (sheet.ways, has_parents)
    parents = {name: told[2] for name, told in found.items() if told[2]}
    assert parents.items() <= {u.name: u.parent for u in sheet.units}.items()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_pack_does_not_know_is_asked_once_a_word_and_nothing_goes_in_otherwise(
    seed: int,
) -> None:
    sheet = made(seed)
    reading = read(sheet, PACK)
    known = {
        "非公企业": "non_public",
        "社会组织": "social_org",
        "第一指导组": "g01",
        "第二指导组": "g02",
    }
    plan = {u.name: (u.type, u.group) for u in sheet.units}
    for name, told in taken(reading).items():
        assert tuple(known.get(word, word) for word in plan[name]) == told[:2]
    asked = {role: {a.word for a in reading.asked_words if a.role is role} for role in FieldRole}
    assert asked[FieldRole.TYPE] == set(TYPES) - {"非公企业", "社会组织"}
    assert asked[FieldRole.GROUP] == set(GROUPS[2:])
    waiting = [unit for a in reading.asked_words if a.role is FieldRole.TYPE for unit in a.units]
    assert sorted(waiting) == sorted(u.name for u in sheet.units if u.type not in known)
