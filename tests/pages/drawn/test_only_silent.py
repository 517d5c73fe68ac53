"""Where most of a list is silence, its groups are asked and not each unit."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd

from campaign import Attention, Level, Reason, load_pack, wording
from pages.drawn import only_silent
from pages.readings import Need

PACK = load_pack("c2023_ztjy")
SILENT = Reason("not_reported", Level.ATTENTION, value=2, limit=2, weeks=2)
NEVER_TOLD = replace(SILENT, code="behind_plan", subject="study_org_covered", is_known=False)
ZEROS = replace(SILENT, code="zero_streak", subject="study_session_count")


def need(i: int, *reasons: Reason) -> Need:
    told = Attention(f"u{i}", Level.ATTENTION, no_data=True, listed=True, reasons=reasons)
    group = f"g{1 + i % 2:02}"
    return Need(told, f"u{i}", f"单位{i}", "section_team", group, pd.NaT, 20, is_known=False)


def said(needs: list[Need]) -> str:
    view: Any = SimpleNamespace(words=wording("zh_CN"), pack=PACK)
    return only_silent(view, needs)


def test_more_silent_units_than_the_budget_are_told_by_group() -> None:
    needs = [need(i, SILENT, *([NEVER_TOLD] if i % 3 else [])) for i in range(21)]
    told = said([*needs, need(21, SILENT, ZEROS)])
    assert told == "其中21家仅因未报送列入，可先与所在组联系：第一指导组11家、第二指导组10家。"


def test_a_group_is_not_told_to_ask_itself() -> None:
    assert said([need(2 * i, SILENT) for i in range(21)]) == ""


def test_a_list_as_long_as_the_budget_is_called_one_by_one() -> None:
    assert said([need(i, SILENT) for i in range(15)]) == ""
