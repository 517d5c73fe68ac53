"""Columns of a roster under headings that nobody knows, told by what stands in them."""

from __future__ import annotations

from loaders import guessed_slots, headed_columns, slots_by_cells
from tests.loaders.drawn import NOBODY, PACK, read

ODD = """
    | 云岭区参加主题教育单位一览 | < | < | < | < | < |
    | 序 | 编号 | 党组织全称 | 身份 | 由谁督导 | 备注 |
    | 1 | A01-001 | 区委办公室 | 科级单位 | 一组 | 新 |
    | 2 | A01-002 | 区财政局 | 科级单位 | 一组 | |
    | 3 | A02-001 | 绿源农业公司党支部 | 民营企业 | 二组 | |
"""


def offered(drawing: str) -> dict[str, str]:
    """By heading, what a person would find filled in."""
    (sheet,) = read(drawing, roster=NOBODY, asks_layout=True).sheets
    headed = headed_columns(sheet.grid, (2, 2))
    slots = guessed_slots(None, headed, PACK.roster_form, PACK)
    found = slots_by_cells(slots, sheet.grid, PACK.roster_form, PACK)
    return {"/".join(path): found[column] for column, path in headed.items()}


def test_types_groups_and_codes_are_known_by_their_cells():
    assert {heading: slot for heading, slot in offered(ODD).items() if slot} == {
        "编号": "code",
        "党组织全称": "name",
        "身份": "type",
        "由谁督导": "group",
    }


def test_a_column_of_other_words_is_left_for_a_person():
    other = ODD.replace("科级单位", "甲").replace("一组", "东片").replace("A01-", "10")
    assert {slot for slot in offered(other).values() if slot} == {"name"}
