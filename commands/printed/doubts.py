"""Figures to verify, as `figures --json` prints them: a ledger and a panel go in; the lines of
`to_verify` come out."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign import CampaignPack, Panel
from commands.opened import OPERATOR
from commands.printed.plain import plain
from commands.printed.shown import shown_ids, whole_of
from ledger import Ledger
from measures import LATE_DAYS, WEEKS_A_FILE, figures_to_verify

_TOLD = ("unit_id", "code", "subject", "n", "value", "p")


def doubts_json(
    ledger: Ledger, panel: Panel, pack: CampaignPack, *, today: date
) -> list[dict[str, Any]]:
    """A line a doubt of the units shown in protocol order, judged among all, as the quality page
    has them; `today` judges the dates of entries."""
    if not panel.weeks:
        return []
    id_, week = panel.district.id, panel.weeks[-1].week.number
    upto = {"through": week, "as_of": panel.revision}
    forms = [form.id for form in pack.forms if form.has_entries]
    entries = {form: ledger.entries(id_, OPERATOR, form, **upto) for form in forms}
    late = ledger.record.late_reports(id_, OPERATOR, days=LATE_DAYS, weeks_a_file=WEEKS_A_FILE)
    whole, shown = whole_of(panel), shown_ids(panel)
    found = figures_to_verify(whole, pack, entries=entries, today=today, late=late).doubts
    return [
        {
            **{name: plain(line[name]) for name in _TOLD},
            "unit": line["name"],
            "week": line["week"] or None,
            "is_contradiction": line["is_contradiction"],
            "is_first": line["is_escalated"],
            "cells": [list(cell) for cell in line["evidence"]],
        }
        for line in found[found["unit_id"].isin(shown)].to_dict("records")
    ]
