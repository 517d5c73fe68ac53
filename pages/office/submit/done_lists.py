"""Lists of what left the desk: stored files with a way to undo it, and what goes back to whom."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import Wording
from ledger import GivenBack, LockedWeek
from pages.door import Seat, current_seat, hand_out, opened
from pages.drawn import local_moment
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, part, plain_html
from pages.office.submit.desk import Desk
from pages.office.submit.done import Done
from pages.office.submit.give_back import bundle, sender_words, text_for
from pages.office.submit.verdict import done_verdict, way_out

_LINES = 12
"""As many lines of what was done last as fit beside a sheet."""
_UNDO = "undo_said"


def latest_lines(done: Sequence[Done], desk: Desk, words: Wording) -> None:
    """What left the desk last, each with what became of it and what is to be done."""
    if not done:
        return
    part(words.text("submit.past.title"), words.text("submit.past.note"))
    acts = _acts(done)
    lines = [_line(files, desk, words) for files in acts[:_LINES]]
    st.html(f'<ul class="doubts">{"".join(lines)}</ul>')
    if rest := sum(map(len, acts[_LINES:])):
        caption(words.text("submit.past.more", n=rest))
    if back := [item for item in done if item.is_open]:
        _zip(back, current_seat(), desk, key="back_now")


def _acts(done: Sequence[Done]) -> list[list[Done]]:
    """The files one by one, but those that one act took back together."""
    found: dict[object, list[Done]] = {}
    for item in done:
        found.setdefault(item.withdrawn_at or id(item), []).append(item)
    return list(found.values())


def _line(files: Sequence[Done], desk: Desk, words: Wording) -> str:
    """What became of a file; of several taken back at once how many, which opens to their names."""
    item = files[0]
    names = [plain_html(it.file_name or words.text("submit.past.secret")) for it in files]
    if len(files) > 1:
        said = plain_html(words.text("submit.past.undone", n=len(files)))
        return f"<li><details><summary>{said}</summary>{'<br>'.join(names)}</details></li>"
    remedy = words.remedy(item.refused, desk.pack) if item.refused else ""
    told = plain_html(done_verdict(item, words) + way_out(item.locked, desk, words))
    return f"<li><b>{names[0]}</b> {told}<span>{plain_html(remedy)}</span></li>"


def stored_list(done: Sequence[Done], seat: Seat, desk: Desk) -> None:
    """The files that are in, the newest first; those ticked are withdrawn with one press."""
    words = seat.words
    shown = [item for item in done if item.submissions and not item.is_withdrawn]
    part(words.text("submit.in", n=len(shown)), words.text("submit.in.note"))
    for said in st.session_state.pop(_UNDO, []):
        st.html(f'<p class="note">▲ {plain_html(said)}</p>')
    ticked = _table(shown, seat, desk, key="in")
    label = words.text("submit.undo", n=len(ticked))
    if st.button(label, key="undo", disabled=not ticked):
        st.session_state[_UNDO] = _withdraw(ticked, seat)
        st.rerun()


def _withdraw(items: Sequence[Done], seat: Seat) -> list[str]:
    """Take back all that the files brought, as one act; why that could not be, where it could
    not."""
    words, numbers = seat.words, [number for item in items for number in item.standing]
    reason = words.text("submit.undo.reason", n=len(items))
    try:
        opened.ledger().withdraw(
            seat.district.id, *numbers, by=seat.viewer, at=opened.now(), reason=reason
        )
    except LockedWeek as refusal:
        return [words.issue(refusal.issue)]
    except (KeyError, ValueError):  # somebody else was quicker
        return [words.text("record.moved_on")]
    return []


def back_list(done: Sequence[Done], seat: Seat, desk: Desk) -> None:
    """What senders have to mend: the copies and a text for each, and that they were sent."""
    words = seat.words
    shown = [item for item in done if item.is_open]
    part(words.text("submit.back", n=len(shown)), words.text("submit.back.note"))
    if not shown:
        caption(words.text("submit.back.none"))
        return
    ticked = _table(shown, seat, desk, key="back") or shown
    text = "\n\n".join(text_for(items, seat, desk) for items in by_sender(ticked).values())
    st.code(text, language=None, wrap_lines=True, height=260)
    with st.container(
        key="back_buttons", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        _zip(ticked, seat, desk, key="back_zip")
        how = st.text_input(words.text("submit.back.how"), key="back_how", max_chars=40, width=280)
        if st.button(words.text("submit.back.sent", n=len(ticked)), key="back_sent"):
            _mark_sent(ticked, how.strip(), seat)
            st.rerun()


def _zip(items: Sequence[Done], seat: Seat, desk: Desk, *, key: str) -> None:
    """The button that hands out the marked copies with their covering texts."""
    hand_out(
        seat.words.text("submit.back.zip", n=len(items)),
        data=lambda: bundle(by_sender(items), seat, desk),
        file_name=seat.words.text("submit.back.file", day=f"{opened.now():%Y%m%d}") + ".zip",
        key=key,
    )


def by_sender(items: Sequence[Done]) -> dict[str, list[Done]]:
    """The files by who sent them; of a refused one nobody knows."""
    found: dict[str, list[Done]] = {}
    for item in items:
        found.setdefault(item.sender, []).append(item)
    return found


def _mark_sent(items: Sequence[Done], how: str, seat: Seat) -> None:
    given = [
        GivenBack(
            sender,
            tuple(number for item in sent for number in item.submissions),
            tuple(item.sha256 for item in sent if item.refused and item.sha256),
            how,
        )
        for sender, sent in by_sender(items).items()
    ]
    opened.ledger().exchange.give_back(seat.district.id, given, by=seat.viewer, at=opened.now())


def _table(items: Sequence[Done], seat: Seat, desk: Desk, *, key: str) -> list[Done]:
    words = seat.words
    rows = [
        (
            item.file_name or words.text("submit.past.secret"),
            sender_words(item.sender, desk, words),
            local_moment(item.at, seat),
            done_verdict(item, words) + way_out(item.locked, desk, words),
        )
        for item in items
    ]
    headings = [words.text(f"submit.done.column.{c}") for c in ("file", "sender", "at", "result")]
    key, alt = f"done_{key}_{len(rows)}", words.text(f"submit.{key}", n=len(rows))
    return chosen_lines(rows, items, key=key, alt=alt, heads=headings, several=True)
