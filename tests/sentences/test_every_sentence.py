"""Every sentence of every page and list, in both languages, on districts as no sample has them and
under SOAK on the samples too: its numbers are checked against each other, against the rows below
and against `figures --json`. The gate looks at one look in twenty, drawn with a seed."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import Any

import pytest

from campaign import LOCALES, Door, Viewer, load_pack
from commands.sample import SETS, load_sample
from ledger import open_ledger
from tests.house.seen import PAGES, Look
from tests.house.terminal import printed
from tests.pages.conftest import url_of
from tests.sentences.beside_json import differences
from tests.sentences.checks import complaints
from tests.sentences.districts import ODD
from tests.sentences.heard import Page, Sentence, heard

IS_SOAK = bool(os.environ.get("SOAK"))
PACK = load_pack("c2023_ztjy")
SEED, ONE_IN = 20261129, 20
LEAST = 2_000 if IS_SOAK else 200
"""Sentences with a number that one run must have read: fewer would be a test that looks away."""
SHOWN = [page for page in PAGES if page != "office/submit"]
SCOPES = (
    {"door": "leadership"},
    {"group": "g01"},
    {"group": "g03"},
    {"type": "section_team"},
    {"type": "non_public"},
    {"door": "groups", "seat": "g02"},
    {"unit": "财政局"},
    {"unit": "恒远厂"},
)


def looks(district: str, weeks: int) -> Iterator[Look]:
    """Every page of a district in every week, scope and language."""
    for week in range(1, weeks + 1):
        iso = PACK.calendar.week(week).iso
        for page in SHOWN:
            for scope in SCOPES:
                for locale in LOCALES:
                    said = {"district": district, "week": iso, "lang": locale, **scope}
                    yield Look(page, f"{district} {week} {page} {scope} {locale}", said)


def spread(district: str, weeks: int) -> Iterator[Look]:
    """A sixth of them or less: every page in every scope once, the weeks and languages in turn."""
    every = list(looks(district, weeks))
    by_week = len(every) // weeks
    for at in range(0, by_week, len(LOCALES)):
        turn = sum(divmod(at // len(LOCALES), len(SCOPES)))
        yield every[turn % weeks * by_week + at + turn // weeks % len(LOCALES)]


def wrong(url: str, page: Page) -> Iterator[str]:
    """Every complaint about a page, those beside the terminal's figures where it shows all."""
    yield from complaints(page)
    said = page.look.said
    if said.keys() <= {"district", "week", "lang", "door"} and said.get("door") == "leadership":
        whole, types = (
            _figures(url, said["district"], said["week"], by) for by in ("district", "type")
        )
        yield from differences(page, whole, types)


@cache
def _figures(url: str, district: str, week: str, by: str) -> Mapping[str, Any]:
    """What a ledger that takes nothing more says of a week."""
    return printed(url, "figures", "--district", district, "--week", week, "--by", by)


def read(url: str, chosen: list[Look], figures: Callable[[str], None]) -> None:
    """Look at all of them; every complaint at once, and how many sentences were read."""
    found: list[str] = []
    n_sentences = 0
    for look in chosen:
        page = heard(url, look)
        n_sentences += len({s.text for s in page.sentences if has_number(s)})
        found += [f"{look.view}: {each}" for each in wrong(url, page)]
    figures(f"sentences with a number read: {n_sentences} on {len(chosen)} looks at pages")
    assert not found, "\n".join(found[:40])
    assert n_sentences >= LEAST


def has_number(sentence: Sentence) -> bool:
    """Whether it says a number."""
    return bool(re.search(r"\d", sentence.text))


def test_sentences_of_odd_districts_are_true(odd: str, figures: Callable[[str], None]) -> None:
    every = [look for district in ODD for look in spread(district, 6)]
    random.Random(SEED).shuffle(every)
    read(odd, every if IS_SOAK else every[: len(every) // ONE_IN], figures)


@pytest.mark.skipif(not IS_SOAK, reason="three samples in every week: SOAK=1")
@pytest.mark.parametrize("name", list(SETS))
def test_sentences_of_the_samples_are_true(
    name: str, tmp_path_factory: pytest.TempPathFactory, figures: Callable[[str], None]
) -> None:
    folder = tmp_path_factory.mktemp(name)
    url = url_of(folder)
    with closing(open_ledger(url)) as ledger:
        load_sample(ledger, folder / "sent", PACK, SETS[name])
        panel = ledger.panel(SETS[name].district_id, Viewer(Door.LEADERSHIP))
    until = max(week.week.number for week in panel.weeks if week.reported.any())
    every = [look for look in looks(SETS[name].district_id, until) if "unit" not in look.said]
    random.Random(SEED).shuffle(every)
    read(url, every[:240], figures)


def test_the_checks_can_fail() -> None:
    """Sentences made up wrongly: each is found by what is wrong with it."""
    look = Look("leadership/overview", "made up", {"lang": "en"})
    made_up = [
        Sentence("answer.reach", {"over": 3, "under": 2, "share": "150%"}, "3 of 2"),
        Sentence("answer.reach", {"over": 1, "under": 3, "share": "33.0%"}, "1 of 3"),
        Sentence("parts.up", {"share": "50%", "before": "60%", "points": "10.0"}, "up"),
        Sentence("needs.answer.no_data", {"n": 0}, "0 units"),
        Sentence("coverage.not_reached.note", {"n": 1, "unknown": 2}, "1, 2 of them"),
    ]
    page = Page(look, sentences=made_up, texts=["reach nan%"])
    found = json.dumps(list(complaints(page)))
    for word in ("broken", "over 3", "33.3%", "is no 10", "of none", "unknown 2", "two answers"):
        assert word in found
