"""`settings`: what a district set of its campaign, tried or kept, and all of it as one file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from campaign import (
    District,
    NoSettingsFile,
    Setting,
    pack_of,
    setting_kinds,
    settings_file,
    settings_in,
    wording,
)
from commands.opened import IN_DISTRICT, OPERATOR, acting, chosen_district, opened_ledger
from commands.printed.attention import judged_as
from commands.printed.plain import AS_JSON, new_file, tell
from exports.papers import beside_of
from ledger import Ledger, LockedWeek, SettingRefused
from loaders import personal_settings
from measures import Trial, trial

WORDS = wording("zh_CN")
LAST = 3
"""Weeks that are judged anew, as on the page."""
_REASON = click.option("--reason", default="", help="why")
_TRY = click.option("--try", "is_tried", is_flag=True, help="say what it would change; keep none")


@click.group()
def settings() -> None:
    """What a district set of its campaign: shown, set, tried, exported, imported."""


@click.command()
@IN_DISTRICT
@AS_JSON
def show(district_id: str | None, as_json: bool) -> None:
    """Print what is set, and who set it when and why."""
    ledger = opened_ledger()
    district = chosen_district(ledger, district_id)
    told = ledger.settings.history(district.id)
    lines = json.loads(told.to_json(orient="records", date_format="iso"))
    lines = [{**it, "says": json.loads(it["content"] or "null")} for it in lines]
    lines = [{name: value for name, value in it.items() if name != "content"} for it in lines]
    document = {"district": district.id, "kinds": list(setting_kinds()), "settings": lines}
    shown = ("revision", "name", "key", "week", "says", "by", "why")
    words = (
        "\t".join(json.dumps(it[n]) if n == "says" else str(it[n]) for n in shown) for it in lines
    )
    tell(document, *words, as_json=as_json)


@click.command("set")
@click.argument("name")
@click.argument("key")
@click.argument("says")
@click.option("--from-week", "week", type=int, default=1, help="first week it holds from")
@_REASON
@_TRY
@IN_DISTRICT
@AS_JSON
def set_one(name: str, key: str, says: str, week: int, **asked: Any) -> None:
    """Set NAME KEY to what SAYS, in JSON; `-` for no KEY, an empty SAYS for the pack's own."""
    _want([Setting(name, "" if key == "-" else key, week, says)], **asked)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_REASON
@_TRY
@IN_DISTRICT
@AS_JSON
def import_settings(path: Path, **asked: Any) -> None:
    """Set all that a file of settings (JSON or TOML) says."""
    try:
        wanted = settings_in(path.read_bytes(), file_name=path.name)
    except NoSettingsFile as refusal:
        raise click.ClickException(WORDS.issue(refusal.issue)) from refusal
    _want(wanted, **asked)


@click.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@IN_DISTRICT
def export_settings(path: Path, district_id: str | None) -> None:
    """Write all that is set as one file, which `import` reads."""
    district = chosen_district(opened_ledger(), district_id)
    with new_file(path) as file:
        file.write(settings_file(district.settings).encode())


def _want(
    wanted: Sequence[Setting],
    *,
    reason: str,
    is_tried: bool,
    district_id: str | None,
    as_json: bool,
) -> None:
    ledger = opened_ledger()
    district = chosen_district(ledger, district_id)
    try:
        document = _done(ledger, district, wanted, reason=reason, is_tried=is_tried)
    except SettingRefused as refusal:
        raise click.ClickException("\n".join(map(WORDS.issue, refusal.issues))) from refusal
    except LockedWeek as refusal:
        raise click.ClickException(WORDS.issue(refusal.issue)) from refusal
    tell(document, *_words(document), as_json=as_json)


def _done(
    ledger: Ledger, district: District, wanted: Sequence[Setting], *, reason: str, is_tried: bool
) -> dict[str, Any]:
    """The document of what was tried or kept; raises SettingRefused, LockedWeek."""
    if issues := personal_settings(wanted, why=reason):
        raise SettingRefused(issues)
    if is_tried:
        tried = ledger.settings.tried(district.id, wanted)
        weeks = _weeks(ledger, district, tried)
        return {"district": district.id, "revision": None, "weeks": weeks}
    by, at = acting(ledger, district.id), datetime.now(UTC)
    revision = ledger.settings.put(district.id, wanted, by=by, at=at, reason=reason)
    return {"district": district.id, "revision": revision}


def _words(document: dict[str, Any]) -> Iterator[str]:
    for it in document.get("weeks", ()):
        listed = f"{len(it['listed']['before'])} → {len(it['listed']['after'])}"
        yield f"{it['week']}\tlisted {listed}\ttouched {len(it['touched'])}"
    if document["revision"]:
        yield f"revision {document['revision']}"


def _weeks(ledger: Ledger, now: District, tried: District) -> list[dict[str, Any]]:
    """The last reported weeks as they are judged, and as they would be."""
    panel = ledger.panel(now.id, OPERATOR)
    reported = [week.week.number for week in panel.weeks if week.reported.any()]
    found = []
    for number in reported[-LAST:]:
        until = panel.through(number)
        packs = pack_of(now, number), pack_of(tried, number)
        panels = until, ledger.judging.tried(tried, OPERATOR, through=number)
        first, second = (
            judged_as(panel, pack, beside_of(ledger, panel, pack, OPERATOR, now=datetime.now(UTC)))
            for panel, pack in zip(panels, packs, strict=True)
        )
        found.append(_week(trial(panels, (first, second), packs)))
    return found


def _week(it: Trial) -> dict[str, Any]:
    listed = {"before": sorted(it.before), "after": sorted(it.after)}
    cells = {of: {"before": old, "after": new} for of, (old, new) in it.cells.items()}
    in_time = dict(zip(("before", "after"), it.in_time, strict=True))
    told = {"listed": listed, "touched": sorted(it.touched), "cells": cells, "in_time": in_time}
    return {"week": it.week, **told, "breaks_a_new_rule": sorted(it.broken)}


for each in (show, set_one, import_settings, export_settings):
    settings.add_command(each)
