"""Which frozen week a paper or a form is drawn from: a seat goes in; the cut that is chosen comes
out."""

from __future__ import annotations

import streamlit as st

from campaign import Week
from exports.papers import Cut
from pages.door import Seat, clock, way
from pages.markup import caption


def frozen_week(seat: Seat, label: str, *, none: str) -> Cut | None:
    """A box of the district's frozen weeks, the latest first; the chosen one's latest cut. None,
    and the words for it with the way to where weeks are frozen, where no week was."""
    cuts = clock.cuts_of(seat.district)
    lines = {int(line["week"]): line for line in reversed(cuts.to_dict("records"))}
    if not lines:
        caption(none)
        with st.container(key="to_record"):
            way.page_link(way.RECORD_PAGE, seat.words.text("papers.to_record"))
        return None

    def week_of(number: int) -> Week:
        return seat.district.calendar.week(number)

    number = st.selectbox(
        label,
        sorted(lines, reverse=True),
        format_func=lambda number: seat.words.week(week_of(number)),
        key="frozen_week",
        width=320,
    )
    found = {str(name): value for name, value in lines[number].items()}
    return Cut.of(found, week_of(number))
