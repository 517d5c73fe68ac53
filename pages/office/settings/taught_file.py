"""What we taught goes in; it leaves as a file, and what another office taught comes in by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from campaign import KnownLayout
from ledger import Choice, LockedWeek, NothingAsked
from loaders import text_without_persons
from pages.door import Seat, hand_out, opened
from pages.markup import caption, drop_words, part

_BROUGHT = "taught_brought"


def taught_file(seat: Seat, told: pd.DataFrame) -> None:
    """Draw the file of all that counts, and take what another brought, line by line."""
    words = seat.words
    part(words.text("taught.file"), words.text("taught.file.note"))
    counts = told[~told["is_ended"]][["kind", "key", "says"]].to_dict("records")
    hand_out(
        words.text("taught.file.take"),
        data=lambda: json.dumps({"taught": counts}, ensure_ascii=False, indent=1).encode(),
        file_name=f"{seat.district.name}-{words.text('taught.title')}.json",
        key="taught_file",
    )
    st.html(f"<style>{drop_words(words, 'settings.drop')}</style>")
    brought = st.file_uploader(words.text("taught.file.bring"), type=["json"], key=_BROUGHT)
    try:
        lines = [dict(it) for it in json.loads(brought.getvalue())["taught"]] if brought else []
    except (ValueError, KeyError, TypeError):
        st.warning(words.text("taught.file.none"))
        return
    known = {(it["kind"], it["key"], it["says"]) for it in counts}
    new = [it for it in lines if (it.get("kind"), it.get("key"), it.get("says")) not in known]
    if brought is not None:
        caption(words.text("taught.file.holds", n=len(lines), m=len(new)))
    if new and st.button(words.text("taught.file.go"), key="taught_go", type="primary"):
        taken = sum(_taken(seat, it) for it in new)
        st.success(words.text("taught.file.taken", n=taken, m=len(new) - taken))


def _taken(seat: Seat, it: Mapping[str, Any]) -> bool:
    """Teach one line of a file here; false where its unit or form is not this district's."""
    ledger, district_id = opened.ledger(), seat.district.id
    act: dict[str, Any] = {"by": seat.viewer, "at": opened.now()}
    try:
        if it["kind"] == "name":
            if text_without_persons(it["key"]) != it["key"]:
                return False
            ledger.confirm_alias(district_id, raw=it["key"], unit_id=it["says"], **act)
        elif it["kind"] == "layout":
            said = json.loads(it["says"])
            layout = KnownLayout(it["key"], said["form"], said["fields"])
            ledger.confirm_layout(district_id, layout, **act)
        else:
            of = json.loads(it["key"])
            choice = Choice(of["unit"], of["week"], of["sender"], of["other"])
            ledger.questions.choose(district_id, choice, **act)
    except (KeyError, ValueError, TypeError, NothingAsked, LockedWeek):
        return False
    return True
