"""What the record says of people, moments, acts and cells: ids go in; words come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from campaign import CampaignPack, State, Wording, pack_of
from ledger import Step, told_in
from pages.door import Seat
from pages.drawn import local_moment, who
from pages.drawn.opened.entry_trace import told_word
from pages.markup import slot_words


def age_words(age: timedelta, words: Wording) -> str:
    """How long ago something was, in whole hours or days; a clock set back makes it now."""
    hours = max(0, int(age.total_seconds() // 3600))
    if hours < 1:
        return words.text("record.age.now")
    unit, n = ("days", hours // 24) if hours >= 24 else ("hours", hours)
    return words.text(f"record.age.{unit}", n=n)


def closed_words(closed: Mapping[str, Any], seat: Seat) -> str:
    """Since when an archived district takes nothing more, by whom and why."""
    by = who(str(closed["by"]), pack_of(seat.district), seat.words)
    moment = local_moment(closed["at"], seat)
    return seat.words.text("record.archived", moment=moment, by=by, note=closed["reason"])


def subject_words(subject: str, names: Mapping[str, str], words: Wording) -> str:
    """What an act was done to."""
    kind, _, name = subject.partition(":")
    shown = name[:12] if kind in ("original", "layout", "file", "paper") else names.get(name, name)
    return words.text(f"record.subject.{kind}", name=shown)


def audit_side(
    text: str,
    names: Mapping[str, str],
    pack: CampaignPack,
    words: Wording,
    *,
    form: str = "",
    most: int = 3,
) -> str:
    """Old or new of an act in words: changed cells, else what was entered; the first few. `form` is
    that of the sheet that was entered."""
    told = told_in(text)
    said = [*_decided(told, names, pack, words), *_told_cells(told, names, pack, words, form=form)]
    said = said or [str(told[name]) for name in ("file", "unit", "name", "title") if name in told]
    if "revision" in told:
        said.append(words.text("record.revision", n=told["revision"]))
    gap = words.text("record.and")
    more = words.text("record.more", n=len(said) - most) if len(said) > most else ""
    return gap.join(said[:most]) + more


def _told_cells(
    told: Mapping[str, Any],
    names: Mapping[str, str],
    pack: CampaignPack,
    words: Wording,
    *,
    form: str,
) -> list[str]:
    """The cells that an act changed, of one week or by week."""
    return [
        words.text(
            "record.cell",
            unit=names.get(unit, unit),
            what=slot_words(slot, pack, words, form=form),
            value=_said(value, f"{form}.{slot}", pack, words),
        )
        for changed in (told.get("cells", {}), *told.get("counted", {}).values())
        for unit, of in changed.items()
        for slot, value in of.items()
    ]


def _decided(
    told: Mapping[str, Any], names: Mapping[str, str], pack: CampaignPack, words: Wording
) -> list[str]:
    """Rules, choices, steps and openings that an act tells of."""
    said = [words.text("record.rules.by", rules=told["rules"])] if "rules" in told else []
    if "passed" in told:
        key = f"record.check.{'passed' if told['passed'] else 'back'}"
        said.append(words.text(key, unit=names.get(told["unit_id"], ""), row=told["row"]))
    if choice := told.get("choice"):
        pair = {name: names.get(choice[name], choice[name]) for name in ("sender", "other")}
        key = "record.choice" if choice["holds"] else "record.choice.undone"
        said.append(words.text(key, **pair))
    if "step" in told:
        said.append(_step(told, pack, words))
    elif "doubts" in told:
        key = "record.complete" if told["holds"] else "record.complete.undone"
        said.append(words.text(key, n=told["doubts"]))
    elif "until" in told:
        day, unit = date.fromisoformat(told["until"]), names.get(told["unit"], told["unit"])
        said.append(words.text("record.open_until", unit=unit, day=words.day(day)))
    return said


def _step(told: Mapping[str, Any], pack: CampaignPack, words: Wording) -> str:
    """What was done about a report or a doubt, or taken back."""
    value, about = str(told["value"]), slot_words(str(told["about"]), pack, words)
    if told["step"] == Step.PROMISED and value:
        value = words.day(date.fromisoformat(value))
    said = words.text(f"record.step.{told['step']}", value=value, about=about)
    said = f"{words.text('week.short', number=told['week'])} {said}"
    return said if told["holds"] else words.text("record.step.undone", what=said)


def _said(value: object, of: str, pack: CampaignPack, words: Wording) -> str:
    if value is None:
        return words.text("state.no_row")
    if isinstance(value, str) and value in set(State):
        return words.text(f"state.{State(value).name.lower()}")
    return told_word(value, of, pack, words)
