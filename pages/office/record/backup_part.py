"""How old the last backup is: a seat goes in; its age is drawn, with a new one and a way back.

For an office without a scheduler. A restored ledger is a new file beside the one at work, which
goes on unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ledger import ArchiveRefused, Backup, Backups, Brought, LedgerTrouble, backups_of
from pages.door import Seat, opened, states
from pages.drawn import local_moment
from pages.markup import caption, part
from pages.office.record.words import age_words

_TOLD = "backup_told"
Told = tuple[bool, list[str]]
"""Whether all is well, and what is to be said."""


def backup_part(seat: Seat) -> None:
    """The age of the last backup, what is not whole, and what may be done."""
    words, backups = seat.words, backups_of(opened.ledger_url())
    listed, broken = backups.listed(), backups.unreadable()
    part(words.text("record.backup"))
    caption(_last_words(seat, listed))
    if broken:
        st.warning(words.text("record.backup.unreadable", files="、".join(p.name for p in broken)))
    with st.container(key="backup_act", horizontal=True, vertical_alignment="bottom", gap="small"):
        if st.button(words.text("record.backup.now"), key="back_up"):
            _attempt(seat, lambda: _made(seat, backups))
        if listed:
            _restoring(seat, backups, listed)
    is_well, told = st.session_state.pop(_TOLD, (True, ()))
    for line in told:
        (st.info if is_well else st.warning)(line)
    caption(words.text("record.backup.where"))


def _last_words(seat: Seat, listed: Sequence[Backup]) -> str:
    if not listed:
        return seat.words.text("record.backup.none")
    last = listed[0]
    return seat.words.text(
        "record.backup.last",
        age=age_words(opened.now() - last.made_at, seat.words),
        moment=local_moment(last.made_at, seat),
        file=last.path.name,
        size=f"{last.size / 1e6:.1f}",
    )


def _restoring(seat: Seat, backups: Backups, listed: Sequence[Backup]) -> None:
    """One of the backups, and the press that brings it into a new ledger."""
    words = seat.words
    with st.popover(words.text("record.restore"), key="restore"):
        caption(words.text("record.restore.explained"))
        by_name = {str(backup.path): backup for backup in listed}
        chosen = st.selectbox(
            words.text("record.restore.which"),
            list(by_name),
            key="restore_which",
            format_func=lambda path: (
                f"{local_moment(by_name[path].made_at, seat)} · " + by_name[path].path.name
            ),
        )
        if st.button(words.text("record.restore.do"), key="restore_do", type="primary"):
            _attempt(seat, lambda: _restored(seat, backups, by_name[chosen]))


def _attempt(seat: Seat, act: Callable[[], Told]) -> None:
    """Do it, and say on the page that comes next what was done, or why it was not."""
    words = seat.words
    try:
        with st.spinner(words.text("record.backup.working")):
            told = act()
    except ArchiveRefused as refusal:
        told = False, [refusal.words(words)]
    except LedgerTrouble as trouble:
        states.logged(trouble)
        told = False, list(states.trouble_words(words, trouble.code))
    except OSError as error:  # no room, no right: the disk's own word for it
        states.logged(error)
        reason = error.strerror or type(error).__name__
        told = False, [words.text("record.backup.failed", reason=reason)]
    st.session_state[_TOLD] = told
    st.rerun()


def _made(seat: Seat, backups: Backups) -> Told:
    at = opened.now()
    written = backups.make(opened.ledger(), at=at)
    rows = sum(written.tables.values())
    told = {"file": backups.path_at(at).name, "n": len(written.districts), "rows": rows}
    return True, [seat.words.text("archive.backed_up", **told)]


def _restored(seat: Seat, backups: Backups, backup: Backup) -> Told:
    path, brought = backups.restore(backup, by=seat.viewer, at=opened.now())
    is_sound = all(fault.is_note for it in brought for fault in it.faults)
    kept = seat.words.text("record.restore.done", file=path.name)
    return is_sound, [*_brought_words(seat, brought), kept]


def _brought_words(seat: Seat, brought: Sequence[Brought]) -> list[str]:
    words = seat.words
    told = []
    for it in brought:
        of = {"district": it.district_id, "revision": it.revision, "n": it.n_figures}
        told += [words.text("archive.brought", **of), *(f.words(words) for f in it.faults)]
    return told
