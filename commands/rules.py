"""`rules`: by which rules a district counts, what newer ones change, and the change to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import click

from campaign import NEWEST_RULES, District, Panel, pack_of, wording
from commands.opened import IN_DISTRICT, OPERATOR, acting, chosen_district, opened_ledger
from commands.printed.plain import AS_JSON, lines, plain, tell
from ledger import Ledger, LockedWeek, RulesNotNewer
from measures import quantities

WORDS = wording("zh_CN")
_CELL = ("week", "unit_id", "slot", "old", "old_state", "new", "new_state")
_SUMS = ("week", "cumulative", "n_reported")


@click.command()
@IN_DISTRICT
@click.option("--to", "number", type=int, help="count by these rules from now on")
@click.option("--reason", default="", help="why")
@AS_JSON
def rules(district_id: str | None, number: int | None, reason: str, as_json: bool) -> None:
    """Say by which rules a district counts and what newer ones change; with --to go by them."""
    ledger = opened_ledger()
    district = chosen_district(ledger, district_id)
    document = rules_json(ledger, district, number or NEWEST_RULES)
    if number is not None:
        document["revision"] = _gone_by(ledger, district, number, reason)
    tell(document, _words(district, document, is_done=number is not None), as_json=as_json)


def _words(district: District, told: dict[str, Any], *, is_done: bool) -> str:
    key = "terminal.rules_changed" if is_done else "terminal.rules"
    key = key if told["rules"] < told["to"] else "terminal.rules_newest"
    n = {"n": len(told["cells"]), "m": len(told["sums"])}
    return WORDS.text(key, district=district.name, rules=told["rules"], to=told["to"], **n)


def rules_json(ledger: Ledger, district: District, number: int) -> dict[str, Any]:
    """The document of `rules --json`: cells and sums of the district that rules `number` change."""
    now = ledger.record.rules(district.id)
    told: dict[str, Any] = {"district": district.id, "rules": now, "to": number, "revision": None}
    if number <= now:
        return {**told, "cells": [], "sums": []}
    after = ledger.record.by_rules(district.id, OPERATOR, number)
    before = ledger.panel(district.id, OPERATOR)
    return {
        **told,
        "cells": lines(after.changes[list(_CELL)]),
        "sums": list(changed_sums(before, after.panel)),
    }


def changed_sums(before: Panel, after: Panel) -> Iterator[dict[str, Any]]:
    """The district's sums that two panels of the same weeks show otherwise, week by week."""
    pack = pack_of(before.district)
    for week in before.weeks:
        number, pair = week.week.number, (before, after)
        old, new = (quantities(panel, pack, week=number).to_dict("records") for panel in pair)
        for was, is_now in zip(old, new, strict=True):
            then, now = ({name: plain(it[name]) for name in _SUMS} for it in (was, is_now))
            if then != now:
                place: Mapping[str, Any] = {"week": week.week.iso, "quantity": was["quantity"]}
                yield {**place, "old": then, "new": now}


def _gone_by(ledger: Ledger, district: District, number: int, reason: str) -> int:
    try:
        at = datetime.now(UTC)
        return ledger.record.count_by(
            district.id, number, by=acting(ledger, district.id), at=at, reason=reason
        )
    except RulesNotNewer as refusal:
        raise click.BadParameter(str(refusal), param_hint="--to") from refusal
    except LockedWeek as refusal:
        raise click.ClickException(WORDS.issue(refusal.issue)) from refusal
