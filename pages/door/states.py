"""Pages with nothing to show: a reason goes in; words and a way out are drawn."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

from campaign import CampaignPack, FormRole, PackFault, Wording
from ledger import LedgerTrouble, NotAllowed
from pages.door import link
from pages.door.language import words_for
from pages.gate import base
from pages.markup import plain_html

_DESK = "office/submit/page.py"
_LOG = logging.getLogger("dashboard")


def notice(title: str, body: str, *, steps: Sequence[str] = (), kind: str = "empty") -> None:
    """A calm block: what is the case, and what to do next."""
    listed = "".join(f"<li>{plain_html(step)}</li>" for step in steps)
    st.html(
        f'<section class="notice {kind}" role="status"><h2>{plain_html(title)}</h2>'
        f"<p>{plain_html(body)}</p>{f'<ol>{listed}</ol>' if listed else ''}</section>"
    )


def no_roster(words: Wording, district: str, pack: CampaignPack) -> None:
    """A district without units: the roster comes first."""
    named = _named(words, pack)
    notice(
        words.text("state.no_roster.title", district=district, **named),
        words.text("state.no_roster.body"),
        steps=[words.text(f"state.no_roster.step{n}", **named) for n in (1, 2, 3)],
    )
    _way_to_the_desk(words)


def no_reports(words: Wording, n_units: int, pack: CampaignPack) -> None:
    """Units, but not one report yet."""
    notice(
        words.text("state.no_reports.title"),
        words.text("state.no_reports.body", n=n_units),
        steps=[words.text("state.no_reports.step1", **_named(words, pack))],
    )
    _way_to_the_desk(words)


def _named(words: Wording, pack: CampaignPack) -> dict[str, str]:
    """The pack's own words for the forms that states speak of; a common one for a form it lacks."""
    log = pack.form_of(FormRole.GUIDANCE_LOG)
    return {
        "list": words.label(pack.roster_form.label),
        "weekly": words.label(pack.weekly_form.label),
        "log": words.label(log.label) if log else words.text("state.log"),
    }


def no_guidance_log(words: Wording, pack: CampaignPack) -> None:
    """No visit was logged yet: who keeps the log, and how it gets here."""
    named = _named(words, pack)
    notice(
        words.text("state.no_guidance_log.title", **named),
        words.text("state.no_guidance_log.body", **named),
        steps=[words.text(f"state.no_guidance_log.step{n}", **named) for n in (1, 2)],
    )
    _way_to_the_desk(words)


def no_register(words: Wording, pack: CampaignPack, role: FormRole) -> None:
    """No line of a ledger came yet, or the campaign keeps none: nothing is known, which is not that
    there is none."""
    form = pack.form_of(role)
    if form is None:
        notice(words.text("state.no_register.none"), words.text("state.no_register.none.body"))
        return
    named = {"form": words.label(form.label)}
    notice(
        words.text("state.no_register.title", **named),
        words.text("state.no_register.body", **named),
        steps=[words.text(f"state.no_register.step{n}", **named) for n in (1, 2)],
    )
    _way_to_the_desk(words)


def _way_to_the_desk(words: Wording) -> None:
    with st.container(key="to_desk", horizontal=True, horizontal_alignment="center"):
        st.page_link(_DESK, label=words.text("state.to_desk"), width="content")


def nothing_matches(words: Wording) -> None:
    """The filters leave no unit."""
    notice(words.text("state.no_match.title"), words.text("state.no_match.body"))


def unknown_district(words: Wording) -> None:
    """An address that names a district there is not, or none of one's own: it is said, and no other
    is shown in its place."""
    notice(words.text("state.unknown_district.title"), words.text("state.unknown_district.body"))
    with st.container(key="to_first", horizontal=True, horizontal_alignment="center"):
        st.button(
            words.text("state.unknown_district.first"),
            key="first_district",
            on_click=link.carry,
            args=(link.DISTRICT, ""),
        )


def no_permission(words: Wording, *, of_sheets: bool = False) -> None:
    """A page behind another door; `of_sheets` where somebody would hand sheets in and nobody signs
    in here."""
    body = words.text(f"state.no_permission.{'sheets' if of_sheets else 'body'}")
    notice(words.text("state.no_permission.title"), body)


def no_door(words: Wording) -> None:
    """An address that names a door there is not: nothing is seen and nothing done through it."""
    notice(words.text("state.no_door.title"), words.text("state.no_door.body"), kind="broken")


def no_role(words: Wording) -> None:
    """The account has no such role, or none in this district, today."""
    notice(words.text("state.no_role.title"), words.text("state.no_role.body"), kind="broken")


def signed_out(words: Wording) -> None:
    """Nobody sits here any more: what was shown is gone, and where to sign in again."""
    notice(words.text("state.signed_out.title"), words.text("state.signed_out.body"))
    to = f"{base()}/signin?lang={words.locale}"
    st.html(f'<p class="note"><a href="{to}" target="_self">{words.text("signin.title")}</a></p>')


def not_allowed(words: Wording, refusal: NotAllowed) -> None:
    """Something was asked for that the viewer's door has no right to; nothing was written."""
    notice(
        words.text("state.not_allowed.title"), f"{refusal.issue.code} {words.issue(refusal.issue)}"
    )


def pack_fault(words: Wording, fault: PackFault) -> None:
    """A campaign's pack cannot be read: which file, which line, what to do."""
    issue = fault.issue
    told = f"{issue.code} {words.issue(issue)}"
    notice(told, words.text(f"issue.{issue.code}.remedy"), kind="broken")


def no_figures(words: Wording) -> None:
    """A chart that has nothing to draw; unknown is not zero."""
    st.html(f'<p class="none">{plain_html(words.text("state.no_figures"))}</p>')


def ledger_trouble(words: Wording, trouble: LedgerTrouble) -> None:
    """The ledger cannot serve: what is the case, and what to do about it."""
    logged(trouble)
    notice(*trouble_words(words, trouble.code), kind="broken")


def trouble_words(words: Wording, code: str) -> tuple[str, str]:
    """What is the case and what to do, by a trouble's code."""
    return words.text(f"trouble.{code}.title"), words.text(f"trouble.{code}.body")


def on_error(trouble: Exception) -> bool:
    """What the server does when a run fails: log it, show a number instead of a traceback."""
    words = words_for(str(st.session_state.get(link.LANGUAGE, "")))
    if isinstance(trouble, NotAllowed):
        not_allowed(words, trouble)
    else:
        broken(words, logged(trouble))
    return True


def logged(trouble: BaseException) -> str:
    """A short id under which the trouble stands in the server's log.

    The log gets the kind of trouble and the places in the code, never messages or values: they
    could repeat what stood in somebody's sheet.
    """
    short_id = uuid4().hex[:8]
    places = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(trouble.__traceback__)]
    _LOG.error("%s %s at %s", short_id, type(trouble).__name__, " < ".join(reversed(places)))
    return short_id


def broken(words: Wording, short_id: str) -> None:
    """Something failed that should not have."""
    notice(
        words.text("state.broken.title"),
        words.text("state.broken.body", id=short_id),
        kind="broken",
    )
