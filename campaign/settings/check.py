"""A setting that somebody wants goes in; what is wrong with it comes out, as coded messages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from campaign.district import District
from campaign.issue import Issue
from campaign.pack.folder import load_pack
from campaign.pack.pack import CampaignPack
from campaign.pack.rule import Operator
from campaign.quantity import registered_slots
from campaign.setting import Setting
from campaign.settings.effective import NOTHING_OWED, pack_of
from campaign.settings.kind import SettingKind, setting_kinds
from campaign.unit import fold

OWN_ID = re.compile(r"[\w\-]{1,40}")
"""An id of the district's own: letters, figures, hyphens; short enough for an address."""
PLACES = ("before", "after")
"""Where words of the district's own stand in a reminder: above and below the list of units."""
MOST_WORDS = 400
"""Letters in one text: a notice's sentence, not a page."""
MOST_WEEKS = 120
"""Weeks of a campaign: two years and a bit."""
MOST_HOURS = 24 * 21
"""From a week's first midnight to its deadline: three weeks; what is later is moved by itself."""
_SET_WORDS = {
    "target_kind": frozenset({"pace", "due_on", "interval", NOTHING_OWED}),
    "count_kind": frozenset({"count", "days", "tick"}),
    "operator": frozenset(str(operator) for operator in Operator),
}


def setting_issues(
    district: District, wanted: Setting, *, units: Collection[str] = ()
) -> tuple[Issue, ...]:
    """What is wrong with a setting; nothing where it may be kept. `units` are the roster's ids.

    S01 nothing of that name is settable · S02 the key names nothing that there is · S03 a part is
    missing or one too many · S04 a part is not of its kind · S05 the week is outside the calendar ·
    C37 a heading of a quantity is another column's.
    """
    kind = setting_kinds().get(wanted.name)
    if kind is None:
        return (Issue("S01", raw=wanted.name),)
    pack = pack_of(district)
    found = [*_of_week(district, wanted, kind), *_of_key(district, pack, wanted, kind, units)]
    found += _of_content(district, pack, wanted, kind) if wanted.content else ()
    return tuple(found if found or kind.name != "quantity" else _of_headings(pack, wanted))


def _of_headings(pack: CampaignPack, wanted: Setting) -> Iterator[Issue]:
    """Headings of a quantity of the district's own that are another column's already."""
    said = wanted.said or {}
    own = {fold(it) for it in (*said.get("label", {}).values(), *said.get("aliases", ()))}
    for field in pack.weekly_form.fields:
        if field.id != wanted.key and (twice := own & {*map(fold, field.aliases)}):
            yield Issue("C37", raw=min(twice), params={"col": field.label})


def _of_week(district: District, wanted: Setting, kind: SettingKind) -> Iterator[Issue]:
    last = district.calendar.n_weeks if kind.is_dated else 1
    if not 1 <= wanted.week <= last:
        yield Issue("S05", raw=str(wanted.week), params={"n": last})


def _of_key(
    district: District,
    pack: CampaignPack,
    wanted: Setting,
    kind: SettingKind,
    units: Collection[str],
) -> Iterator[Issue]:
    parts = wanted.key.split("/") if wanted.key else []
    if len(parts) != len(kind.key):
        yield Issue("S02", raw=wanted.key)
        return
    for part, of in zip(parts, kind.key, strict=True):
        if not _is_there(district, pack, part, of, units):
            yield Issue("S02", raw=part)


def _is_there(
    district: District, pack: CampaignPack, part: str, of: str, units: Collection[str]
) -> bool:
    if of == "own":
        return OWN_ID.fullmatch(part) is not None and part not in registered_slots()
    if of == "week":
        return part.isdecimal() and 1 <= int(part) <= district.calendar.n_weeks
    fields = {f.id for form in pack.forms for f in form.fields}
    targets = {target.subject for target in pack.targets}
    known: Mapping[str, Collection[str]] = {
        "subject": targets | pack.quantity.keys(),
        "type": {*pack.type, "*"},
        "quantity": pack.quantity,
        "threshold": pack.thresholds,
        "choice": {*pack.choices, *(q.id for q in pack.quantity.values() if q.options)},
        "form": pack.form,
        "field": fields,
        "unit": units,
        "place": PLACES,
    }
    return part in known[of]


def _of_content(
    district: District, pack: CampaignPack, wanted: Setting, kind: SettingKind
) -> Iterator[Issue]:
    try:
        said = json.loads(wanted.content)
    except ValueError:
        yield Issue("S04", raw=wanted.content[:MOST_WORDS])
        return
    told = {"value": said} if kind.is_single or tuple(kind.fields) == ("aliases",) else said
    if tuple(kind.fields) == ("aliases",):
        told = {"aliases": said}
    if not isinstance(told, dict):
        yield Issue("S04", raw=str(said))
        return
    for name in sorted((kind.needed - told.keys()) | (told.keys() - kind.fields.keys())):
        yield Issue("S03", raw=name)
    if kind.name == "threshold" and not _is_like_own(district, wanted.key, told.get("value")):
        yield Issue("S04", raw=str(said), params={"field": "value"})
        return
    for name, value in told.items():
        of = kind.fields.get(name, "").removesuffix("?")
        if of and value is not None and not _is_of_kind(district, pack, value, of):
            yield Issue("S04", raw=str(value), params={"field": name})


def _is_like_own(district: District, name: str, value: Any) -> bool:
    """Whether a threshold is a number of the pack's kind: a share stays within 0 and 1, what lies
    behind plan is not above it."""
    own = load_pack(district.pack_id).thresholds.get(name, 0)
    if not _is_number(value):
        return False
    if own < 0:
        return bool(value <= 0)
    return bool(0 <= value <= 1 if 0 < own < 1 else value >= 0)


def _is_of_kind(district: District, pack: CampaignPack, value: Any, of: str) -> bool:
    if of in _SET_WORDS:
        return value in _SET_WORDS[of]
    if of == "type":
        return value in ("", *pack.type)
    if of == "workstream":
        return value in pack.workstreams
    if of == "quantity":
        return isinstance(value, str) and value.partition("@")[0] in pack.quantity
    if of == "types":
        return isinstance(value, list) and all(it in pack.type for it in value)
    if of == "quantity_or_number":
        return _is_number(value) or _is_of_kind(district, pack, value, "quantity")
    if of == "week":
        return _is_whole(value) and 1 <= value <= district.calendar.n_weeks
    return _KINDS[of](value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= MOST_WORDS


def _is_label(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"zh", "en"}
        and all(map(_is_text, value.values()))
    )


def _is_day(value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def _is_moment(value: Any) -> bool:
    return _reads(datetime.fromisoformat, value) and datetime.fromisoformat(value).tzinfo is None


def _reads(read: Callable[[str], object], value: Any) -> bool:
    try:
        read(value)
    except (ValueError, TypeError):
        return False
    return True


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "texts": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "label": _is_label,
    "number": _is_number,
    "whole": lambda value: _is_whole(value) and 1 <= value <= MOST_WEEKS,
    "hours": lambda value: _is_number(value) and 0 < value <= MOST_HOURS,
    "share": lambda value: _is_number(value) and 0 <= value <= 1,
    "flag": lambda value: isinstance(value, bool),
    "day": _is_day,
    "moment": _is_moment,
}
