"""By which rules figures are counted: a seat goes in; a district of before is offered the newest.

What they would change is worked out at the press of a button, and shown before anything is done.
"""

from __future__ import annotations

from itertools import islice

import streamlit as st

from campaign import NEWEST_RULES, CampaignPack, Panel, Wording
from ledger import LockedWeek, RulesNotNewer
from measures import quantities
from pages.door import Seat, opened
from pages.drawn.lists.change_lines import change_words
from pages.markup import caption, part, plain

MOST = 40
"""How many lines are drawn; the terminal lists all."""


def rules_part(seat: Seat, pack: CampaignPack) -> None:
    """Nothing for a district that goes by the newest rules or is archived."""
    record, words = opened.ledger().record, seat.words
    now = record.rules(seat.district.id)
    if now >= NEWEST_RULES or record.closed(seat.district.id) is not None:
        return
    part(words.text("record.rules.title"), words.text("record.rules.note", rules=now))
    if not st.toggle(words.text("record.rules.show", to=NEWEST_RULES), key="show_rules"):
        return
    after = record.by_rules(seat.district.id, seat.viewer, NEWEST_RULES)
    before = opened.panel_of(seat.district, seat.viewer)
    names = {unit.id: unit.name for unit in before.units}
    cells = [
        f"{words.text('week.short', number=int(line['week']))} · "
        f"{names.get(line['unit_id'], line['unit_id'])} · {change_words(line, pack, words)}"
        for line in after.changes.to_dict("records")
    ]
    sums = _sums(before, after.panel, pack, words)
    caption(words.text("record.rules.would", to=NEWEST_RULES, n=len(cells), m=len(sums)))
    with st.container(key="rules_changes", gap=None, height=390 if len(cells) > 12 else "content"):
        for line in islice((*sums, *cells), MOST):
            st.markdown(plain(line))
    if st.button(words.text("record.rules.go", to=NEWEST_RULES), key="rules_go", type="primary"):
        _go(seat)


def _go(seat: Seat) -> None:
    at, to = opened.now(), NEWEST_RULES
    try:
        opened.ledger().record.count_by(seat.district.id, to, by=seat.viewer, at=at)
    except (RulesNotNewer, LockedWeek):  # somebody else was quicker: the page says what is now
        st.rerun()
    st.rerun()


def _sums(before: Panel, after: Panel, pack: CampaignPack, words: Wording) -> list[str]:
    """The district's figures of the latest week that would be others."""
    if not before.weeks:
        return []
    week = before.weeks[-1].week.number
    old, new = (quantities(panel, pack, week=week).to_dict("records") for panel in (before, after))
    said = []
    for was, is_now in zip(old, new, strict=True):
        what = words.label(pack.quantity[str(was["quantity"])].label)
        for name in ("week", "cumulative"):
            then, now = (_shown(float(it[name]), words) for it in (was, is_now))
            if then != now:
                key = f"record.rules.sum.{name}"
                said.append(words.text(key, what=what, old=then, new=now))
    return said


def _shown(value: float, words: Wording) -> str:
    return "—" if value != value else words.number(value)
