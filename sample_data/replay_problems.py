"""The replay's ledger of problems: 697, of which 688 are closed, 4 kept up, 5 worked on. One unit
has 25, 19 of them closed, another 28 by mode: 4 at once, 18 by a deadline, 6 in stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from sample_data.sheets.ledger_rows import Row
from sample_data.sheets.problem_lives import drawn_life, row_on
from sample_data.truth.truth import SampleDistrict

_TOTAL, _OPEN_ONE, _OF_MODES = 697, 25, 28
_OPEN = ("基本完成", *("推进中",) * 5)
_KEPT_UP = 3
_MODES = (*("立行立改",) * 4, *("限期改",) * 18, *("分阶段改",) * 6)


def replay_problems(replay: SampleDistrict, group: int, week: int) -> Iterator[Row]:
    """The rows of a group's ledger in the tenth week: every problem was found in the fourth to
    sixth, and what is closed was verified within the last four."""
    calendar, orgs = replay.pack.calendar, replay.orgs
    since, today = calendar.starts_on, calendar.deadline(calendar.week(week)).date()
    for at, (org, n) in enumerate(zip(orgs, _shares(len(orgs)), strict=True)):
        if org.group != group:
            continue
        draw = Random(f"replay/problems/{org.name}")
        for number in range(1, n + 1):
            found = since + timedelta(days=25 + number % 14)
            life = drawn_life(org, number, found, draw)
            done = found + timedelta(days=9 + number % 9)
            says = _says(at, number)
            words = {**life.words, "mode": _MODES[number - 1]} if at == 1 else life.words
            due = today + timedelta(days=20) if says else done + timedelta(days=5)
            life = replace(life, words=words, done=done, dues=((found, due),), says=says)
            yield row_on(replace(life, checked=done + timedelta(days=7)), today)


def _shares(n_orgs: int) -> list[int]:
    """How many problems each has: two as published, the others as evenly as can be."""
    few, more = divmod(_TOTAL - _OPEN_ONE - _OF_MODES, n_orgs - 2)
    return [_OPEN_ONE, _OF_MODES, *(few + (at < more) for at in range(n_orgs - 2))]


def _says(at: int, number: int) -> str:
    """The progress of what is not closed: the first unit's last six, and one each of three more."""
    if at == 0 and number > _OPEN_ONE - len(_OPEN):
        return _OPEN[number - _OPEN_ONE + len(_OPEN) - 1]
    return _OPEN[0] if number == 1 and 2 <= at < 2 + _KEPT_UP else ""
