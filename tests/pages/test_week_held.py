"""A week exists once it began or a sheet spoke of it, and logs tell of a campaign without weeks."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ledger import Ledger
from measures import default_week
from pages.door import opened
from tests.ledger.drawn import OFFICE
from tests.pages import filled
from tests.pages.driven import driven
from tests.pages.launched import register_launches
from tests.pages.logged import log_visits
from tests.pages.said import text_of

WEEK_5 = "2023-W44"
HELD = "第5周有1份表待确认，尚无入库"
AT = datetime(2023, 11, 3, 1, tzinfo=UTC)


def hold_week_5(ledger: Ledger) -> None:
    """The first group's sheet of week 5 comes; every row of it is held."""
    sheet = replace(filled.weekly(4, "g01"), week=5)
    rows = sheet.rows.assign(accepted=False)
    source = replace(sheet.source, sha256="5" * 64, file_name="g01第5周.xlsx")
    plan = ledger.plan("sample", replace(sheet, rows=rows, source=source))
    receipt = ledger.accept(plan, by=OFFICE, received_at=AT)
    assert (receipt.n_rows, receipt.n_held) == (0, 4)


def only_logs(ledger: Ledger) -> None:
    """A roster, two groups' logs, two lines of launches, and no weekly sheet."""
    ledger.add_district(filled.sample_district(), by=OFFICE)
    plan = ledger.plan("sample", filled.roster())
    ledger.accept(plan, by=OFFICE, received_at=AT)
    log_visits(ledger)
    register_launches(ledger, {"U01": "2023-10-09", "U02": None})


@pytest.fixture
def address(tmp_path, monkeypatch) -> str:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def test_a_week_with_only_held_sheets_is_opened_by_its_link_and_says_so(address) -> None:
    with closing(filled.copied(address, filled.fill, hold_week_5)):
        app = driven("leadership/overview", week=WEEK_5).run()
        said = text_of(app)
        assert HELD in said
        assert app.selectbox(key="shown_week").value == WEEK_5
        assert "本周尚无报送" in said, "missing is drawn as unknown"
        assert "去上传" in text_of(driven("leadership/overview", week=WEEK_5, door="office").run())


def test_a_week_of_which_nobody_reported_is_compared_with_none(address) -> None:
    """The rate of reports is 0 of 12 there; it did not fall by what the week before reached."""
    with closing(filled.copied(address, filled.fill, hold_week_5)):
        before = text_of(driven("office/status", week="2023-W43", door="office").run())
        held = text_of(driven("office/status", week=WEEK_5, door="office").run())
        assert "较上周" in before
        assert "较上周" not in held


def test_the_default_week_passes_over_one_with_only_held_sheets(address) -> None:
    with closing(filled.copied(address, filled.fill, hold_week_5)) as ledger:
        panel = ledger.panel("sample", OFFICE)
        assert [week.week.number for week in panel.weeks] == [1, 2, 3, 4, 5]
        begun = default_week(panel, filled.PACK)
        assert begun is not None
        assert begun.number == 4
        assert HELD not in text_of(driven("leadership/overview").run())


def test_a_group_without_a_held_sheet_is_not_told_of_anothers(address) -> None:
    with closing(filled.copied(address, filled.fill, hold_week_5)):
        app = driven("groups/attention", week=WEEK_5, door="groups", seat="g02").run()
        said = text_of(app)
        assert HELD not in said
        assert "第5周尚无周报入库" in said


def test_the_running_week_can_be_opened_before_anybody_reports(address, monkeypatch) -> None:
    monkeypatch.setattr(opened, "now", lambda: AT)
    with closing(filled.copied(address, filled.fill)):
        app = driven("leadership/coverage", week=WEEK_5).run()
        assert "第5周尚无周报入库" in text_of(app)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("leadership/inspections", "已知至少督导5家次，覆盖4/12家"),
        ("leadership/launch", "已启动1/12家（8.3%）；10家未知"),
        ("leadership/research", "还没有调研课题台账"),
        ("leadership/rectification", "还没有问题清单及整改台账"),
        ("groups/visits", "下周走访12家"),
    ],
)
def test_a_district_with_only_logs_shows_what_they_tell(address, page: str, says: str) -> None:
    with closing(filled.copied(address, only_logs)):
        said = text_of(driven(page, door="office").run())
        assert "还没有周报" not in said
        assert says in said


@pytest.mark.parametrize("page", ["overview", "coverage", "discussions", "balance", "further"])
def test_pages_of_weekly_figures_say_that_no_weekly_report_came(address, page: str) -> None:
    with closing(filled.copied(address, only_logs)):
        assert "还没有周报" in text_of(driven(f"leadership/{page}", door="office").run())
