"""What was set: a seat goes in; who set what when and why is drawn, what was a mistake is taken
back, and all of it leaves or comes as one file."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from campaign import (
    CampaignPack,
    NoSettingsFile,
    Setting,
    in_force,
    setting_kinds,
    settings_file,
    settings_in,
)
from pages.door import Seat, hand_out, opened
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, drop_words, part
from pages.office.settings.words import content_words, key_words

_COLUMNS = ("when", "by", "what", "says", "week", "why")
UPLOAD_TYPES = ["json", "toml"]


def history_part(seat: Seat, pack: CampaignPack) -> list[Setting]:
    """Draw what was ever set; what would take the chosen line back, once its button is pressed."""
    words = seat.words
    part(words.text("settings.history"), words.text("settings.history.note"))
    told = opened.ledger().settings.history(seat.district.id)
    if not len(told):
        caption(words.text("settings.history.none"))
        return []
    lines = told.to_dict("records")
    rows = [_row(line, seat, pack) for line in lines]
    heads = [words.text(f"settings.history.{it}") for it in _COLUMNS]
    alt = words.text("settings.history")
    chosen = chosen_lines(rows, lines, key="settings_history", alt=alt, heads=heads)
    if chosen and st.button(words.text("settings.take_back"), key="settings_take_back"):
        return [_before(chosen[0], seat)]
    return []


def _before(line: Mapping[Hashable, Any], seat: Seat) -> Setting:
    """What held from the line's week on before it was said."""
    earlier = [one for one in seat.district.settings if one.rev < line["revision"]]
    said = in_force(earlier, int(line["week"])).get((line["name"], line["key"]))
    content = "" if said is None else json.dumps(said, ensure_ascii=False)
    return Setting(line["name"], line["key"], int(line["week"]), content)


def _row(line: Mapping[Hashable, Any], seat: Seat, pack: CampaignPack) -> tuple[str, ...]:
    words, kind = seat.words, setting_kinds()[line["name"]]
    content = json.loads(line["content"]) if line["content"] else None
    name = key_words(kind, line["key"], seat, pack)
    what = words.text(f"settings.{kind.name}")
    week = words.text("week.short", number=line["week"]) if kind.is_dated else ""
    by = words.text(f"by.{line['by']}") if words.has(f"by.{line['by']}") else line["by"]
    said = content_words(kind, content, seat, pack)
    shown = name if name == what else f"{what}：{name}"
    return (words.moment(line["at"]), by, shown, said, week, line["why"])


def file_part(seat: Seat) -> list[Setting]:
    """Draw the file to take and the place to bring one; what the one just brought asks for."""
    words = seat.words
    part(words.text("settings.file"), words.text("settings.file.note"))
    hand_out(
        words.text("settings.file.take"),
        data=lambda: settings_file(seat.district.settings).encode(),
        file_name=f"{seat.district.name}-{words.text('page.settings')}.json",
        key="settings_file",
    )
    st.html(f"<style>{drop_words(words, 'settings.drop')}</style>")
    brought = st.file_uploader(
        words.text("settings.file.bring"), type=UPLOAD_TYPES, key="settings_brought"
    )
    if brought is None:
        return []
    try:
        return list(settings_in(brought.getvalue(), file_name=brought.name))
    except NoSettingsFile as refusal:
        st.warning(words.issue(refusal.issue))
        return []
