"""The day on which a week is looked at."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaign import Calendar

CALENDAR = Calendar(date(2023, 10, 2), 16, timedelta(days=4, hours=12))


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2023, 10, 17, 2, tzinfo=UTC), date(2023, 10, 17)),  # before the cut-off
        (datetime(2023, 10, 21, 2, tzinfo=UTC), date(2023, 10, 20)),  # after it: the cut-off
        (datetime(2023, 10, 22, 15, tzinfo=UTC), date(2023, 10, 20)),  # Sunday night there
        (datetime(2023, 10, 22, 17, tzinfo=UTC), date(2023, 10, 22)),  # Monday there: closed
        (datetime(2026, 1, 1, tzinfo=UTC), date(2023, 10, 22)),
    ],
)
def test_a_closed_week_ends_on_its_last_day_and_the_running_one_at_its_cut_off(now, day):
    assert CALENDAR.looked_at(CALENDAR.week(3), now=now) == day
