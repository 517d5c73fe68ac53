"""The campaign of 2026, and one of another country, through every page in both languages: nothing
fails, and nothing of the campaign of 2023 is met."""

from __future__ import annotations

import json

import pytest

from tests.foreign_pack.any_pack import FOREIGN, LATEST
from tests.foreign_pack.conftest import Entered
from tests.house.seen import PAGES, Look, seen
from tests.second_pack.told import spoken_words

_EVERY = (*PAGES, "leadership/districts")
_ONE = {"groups/unit": {"unit": "U10"}}


def shown(entered: Entered, pack_id: str, page: str, lang: str) -> str:
    """All that the office sees of a page."""
    told = {"lang": lang, "door": "office", **_ONE.get(page, {})}
    parts = seen(f"sqlite:///{entered(pack_id).ledger}", Look(page, "", told))
    assert parts, f"{page} failed"
    return json.dumps(parts, ensure_ascii=False)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("page", _EVERY)
def test_nothing_of_2023_is_on_a_page_of_2026(entered: Entered, page: str, lang: str) -> None:
    text = shown(entered, LATEST, page, lang)
    assert spoken_words(text, LATEST) == set()
    assert "2023" not in text


@pytest.mark.parametrize("page", _EVERY)
def test_a_campaign_of_another_country_is_on_every_page(entered: Entered, page: str) -> None:
    text = shown(entered, FOREIGN, page, "en")
    assert spoken_words(text, FOREIGN) == set()
    assert "2023" not in text


def test_its_weeks_begin_on_sunday_and_its_overview_counts_them(entered: Entered) -> None:
    text = shown(entered, FOREIGN, "leadership/overview", "en")
    assert "Libraries" in text
    assert "Jan 11" in text or "11 January" in text or "11 Jan" in text
