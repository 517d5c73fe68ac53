"""What papers begin with: a district, a cut and a title go in; the first section comes out."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from campaign import District, Wording
from exports.papers.known import Known
from exports.papers.paper import Cut, Field, Passage, Section, passage
from ledger import short


def front(district: District, cut: Cut, words: Wording, *, title: Passage) -> Section:
    """The title as its heading, the marks of a draft and of a sample as its parts; the week, then
    what the figures were drawn from, as its paragraphs."""
    marks = ["paper.draft", *(["sample.mark"] if district.is_sample else [])]
    marks += [] if cut.is_frozen else ["paper.unfrozen"]
    at = district.calendar.local(cut.frozen_at)
    drawn_from = passage(
        words,
        "paper.cut" if cut.is_frozen else "paper.standing",
        moment=Field(
            "cut.frozen_at",
            f"{words.full_date(at.date())} {at:%H:%M}",
            cut.frozen_at.isoformat(),
        ),
        revision=Field("revision", str(cut.revision), cut.revision),
        head=Field("cut.head", short(cut.head), cut.head),
    )
    return Section(
        title,
        ((Field("week", words.week(cut.week), cut.week.iso),), drawn_from),
        tuple(Section((words.text(mark),)) for mark in marks),
    )


def signed(known: Known, by: str, at: datetime | pd.Timestamp | None) -> Section:
    """Who sends the paper, and the day; the day is left out where nobody knows it."""
    if at is None or pd.isna(at):
        return Section((by,), ((" ",),))
    day = at.date()
    return Section((by,), ((Field("signed", known.words.full_date(day), day.isoformat()),),))


def numbered(words: Wording, i: int, label: str) -> Passage:
    """A heading of the second level, the `i`th from 0."""
    ordinals = words.text("paper.ordinals").split()
    ordinal = ordinals[i] if i < len(ordinals) else str(i + 1)
    return passage(words, "paper.numbered", ordinal=ordinal, label=label)
