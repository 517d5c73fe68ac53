"""Dates and times as spreadsheets keep them go in; Python's come out."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_DURATION = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?")
_DAY = timedelta(days=1)


def day_of(text: str) -> date | datetime | str:
    """An ISO day, with its time unless that is midnight; text that is none stays as it is."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return as_day(moment.replace(tzinfo=None))


def as_day(moment: datetime) -> date | datetime:
    """A moment as a day when it is midnight."""
    return moment.date() if moment.time() == time() else moment


def time_of(text: str) -> time | timedelta | str:
    """An ISO duration such as PT08H30M00S: a time of day, or a length from 24 hours on."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return text
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    return as_time(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def as_time(length: timedelta) -> time | timedelta:
    """A length below a day as a time of day."""
    if timedelta() <= length < _DAY:
        return (datetime.min + length).time()  # noqa: DTZ901 - only its time is used
    return length
