"""By what a line of a list is known where it has no day."""

from __future__ import annotations

import json

import pytest

from campaign import load_pack, wording
from pages.drawn.opened.entry_trace import headline

PACK = load_pack("c2023_ztjy")


@pytest.mark.parametrize(
    ("form", "told", "said"),
    [
        ("livelihood", {"number": "3", "item": "加装电梯"}, "3 · 加装电梯"),
        ("problem_ledger", {"number": "1", "problem": "调研不够"}, "1 · 调研不够"),
        ("book_distribution", {"book_title": "选读"}, "选读"),
        ("contact_point", {"leader": "L02"}, "L02"),
    ],
)
def test_a_line_is_known_by_its_number_and_what_it_is_about(
    form: str, told: dict[str, str], said: str
) -> None:
    row = {"fields": json.dumps(told), "day": ""}
    assert headline(row, PACK.form[form], wording("zh_CN")) == said
