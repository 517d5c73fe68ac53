"""Both clocks: figures as reported at a week's cut, and as known now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign import Door, Viewer
from ledger import Ledger
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger
from tests.pages.said import text_of

OFFICE, WEEK = Viewer(Door.OFFICE), 4


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a ledger of this test's own."""
    return url_of(tmp_path)


@pytest.fixture
def corrected(url: str) -> Iterator[Ledger]:
    """Week 4 was frozen, opened again, and a report of it taken back."""
    ledger = filled_ledger(url)
    now = datetime.now(UTC)
    ledger.record.freeze("sample", WEEK, by=OFFICE, at=now)
    ledger.record.reopen("sample", WEEK, by=OFFICE, at=now, reason="补正")
    number = int(ledger.submissions("sample", OFFICE, week=WEEK)["submission_id"].iloc[0])
    ledger.withdraw("sample", number, by=OFFICE, at=now, reason="误传")
    yield ledger
    ledger.close()


def said(opened: Opened, url: str, page: str = "", **link: str) -> str:
    """What a page says, from its title on, without the line of the clock."""
    app = opened(url, page, lang="zh_CN", district="sample", **link)
    assert not app.exception, app.exception
    return text_of(app)


def test_a_page_says_which_clock_it_tells_and_how_many_figures_differ(
    opened: Opened, url: str, corrected: Ledger
) -> None:
    changes = corrected.record.changes(
        "sample", OFFICE, since=int(corrected.record.cuts("sample")["revision"].iloc[0]), week=WEEK
    )
    then, now = (said(opened, url, clock=name) for name in ("cut", "now"))
    assert "显示第4周截止数" in then
    assert "显示最新数" in now
    assert len(changes) > 0
    for text in (then, now):
        assert f"两者有{len(changes)}处不同" in text


@pytest.mark.parametrize("page", ["", "leadership/coverage/page.py"])
def test_the_cuts_figures_are_those_of_a_ledger_that_was_never_corrected(
    opened: Opened, url: str, filled_url: str, corrected: Ledger, page: str
) -> None:
    """`filled_url` has the same figures without cut and correction."""
    then = opened(url, page, lang="zh_CN", district="sample", clock="cut")
    never = opened(filled_url, page, lang="zh_CN", district="sample")
    now = opened(url, page, lang="zh_CN", district="sample")
    assert len(corrected.record.cuts("sample")) == 1
    answers = [_answer(text_of(app)) for app in (then, never, now)]
    assert answers[0] == answers[1] != answers[2]


def _answer(text: str) -> str:
    """The page's words without its link, the clock's own line and its way to the papers."""
    clocks = ("截止数", "最新数", "数字口径", "数据版本", "台账版本", "出文稿")
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line and not any(word in line for word in clocks))


def test_a_week_without_a_cut_has_one_clock(opened: Opened, url: str, corrected: Ledger) -> None:
    assert len(corrected.record.cuts("sample")) == 1
    text = said(opened, url, week="2023-W42", clock="cut")
    assert "截止数" not in text
    assert "最新数" not in text
