"""The covering note of a marked return: who sent it, what was received and what is to be mended go
in; a paper to lay beside the marked copy comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign import District, Wording
from exports.papers.paper import Cut, Field, Paper, Passage, Section

COVERING = "covering"


def covering_note(
    district: District, cut: Cut, words: Wording, said: Sequence[Passage], *, day: date
) -> Paper:
    """The note of `day`. `said` is whom it is to, then its lines. No figure of it is of a frozen
    week: `cut` tells the moment of what was received, and the same gives the same file."""
    to, *lines = said
    marks = (Section((words.text("sample.mark"),)),) if district.is_sample else ()
    title = words.text("submit.back.letter")
    dated = Field("signed", words.full_date(day), day.isoformat())
    sections = {
        "front": Section((title,), parts=marks),
        "to": Section(to),
        "opening": Section(body=tuple(lines)),
        "signed": Section((district.name,), ((dated,),)),
    }
    return Paper(COVERING, title, cut, sections)
