"""`figures`: the figures the pages show, for schedulers and for checks from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from campaign import (
    CampaignPack,
    District,
    FormRole,
    Kind,
    Panel,
    Quantity,
    pack_of,
    wording,
)
from commands.opened import IN_DISTRICT, OPERATOR, chosen_district, opened_ledger
from commands.printed.attention import (
    attention_json,
    findings_json,
    imbalance_json,
    worklist_json,
)
from commands.printed.checks import checks_json
from commands.printed.doubts import doubts_json
from commands.printed.logs import logs_json, visits_json
from commands.printed.plain import AS_JSON, lines, plain, tell
from commands.printed.registers import registers_json
from commands.printed.shown import narrowed, of_some
from commands.printed.start import start_json
from exports.papers import Beside, beside_of
from ledger import Ledger, UnknownRevision
from measures import (
    COMPLETENESS,
    ORG_SHARE,
    REACH,
    VISITS,
    against_plan,
    all_checks,
    attendance,
    default_week,
    frequency,
    further,
    known_totals,
    quantities,
    standing,
    stream_plans,
    stream_starts,
    talk_only,
)

_PLACES = ("unit", "group", "type", "district")
_MEASURES = (REACH, ORG_SHARE, COMPLETENESS, "timeliness")


@click.command()
@click.option(
    "--week", help="ISO week, such as 2023-W42 (default: the latest mostly in, as on the pages)"
)
@click.option("--as-of", "revision", type=int, help="figures as known at a revision")
@click.option("--by", type=click.Choice(_PLACES), default="district")
@of_some
@IN_DISTRICT
@AS_JSON
def figures(
    week: str | None,
    revision: int | None,
    by: str,
    district_id: str | None,
    as_json: bool,
    **asked: str | None,
) -> None:
    """Print the figures of one week, of all units or of those that a page's filters name."""
    ledger = opened_ledger()
    district = chosen_district(ledger, district_id)
    number = district.calendar.from_iso(week) if week else None
    if week and number is None:
        raise click.BadParameter(f"{week} is not a week of this campaign", param_hint="--week")
    last = number.number if number else None
    pack = pack_of(district)
    panel = narrowed(_panel(ledger, district, pack, last=last, revision=revision), asked)
    document = {"shown": dict(sorted(asked.items()))} | _document(ledger, panel, by)
    tell(document, *_words(document), as_json=as_json)


def _document(ledger: Ledger, panel: Panel, by: str) -> dict[str, Any]:
    """The whole document of the units shown."""
    pack = pack_of(panel.district, panel.weeks[-1].week.number if panel.weeks else 1)
    now = datetime.now(UTC)
    beside = beside_of(ledger, panel, pack, OPERATOR, now=now)
    document = figures_json(panel, pack, by=by, beside=beside)
    document["checks"] = checks_json(ledger, panel, pack, beside.visits)
    document["visit_plan"] = visits_json(ledger, panel, pack, beside, now=now)
    document["streams"] = _streams(ledger, panel, pack, beside)
    document["to_verify"] = doubts_json(ledger, panel, pack, today=beside.today)
    names = _names(panel, pack, panel.district)
    return document | registers_json(panel, pack, beside, by=by, names=names)


def _words(document: dict[str, Any]) -> Iterator[str]:
    """A line a place and measure, and how many of the units with items are listed first."""
    for line in document["standing"]:
        share = "–" if line["value"] is None else f"{line['value']:.3f}"
        name, measure = line["place"]["name"], line["measure"]
        over = "–" if line["numerator"] is None else line["numerator"]
        yield f"{name}\t{measure}\t{over}/{line['denominator']}\t{share}"
    if told := document["worklist"]:
        yield f"worklist\tfirst {told['listed']} of {told['with_items']} with items"


def _panel(
    ledger: Ledger,
    district: District,
    pack: CampaignPack,
    *,
    last: int | None,
    revision: int | None,
) -> Panel:
    """The panel up to a week, else up to the one that pages begin with."""
    try:
        panel = ledger.panel(district.id, OPERATOR, through=last, as_of=revision)
    except UnknownRevision as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from error
    begun = default_week(panel, pack) if last is None else None
    return panel.through(begun.number) if begun else panel


def figures_json(panel: Panel, pack: CampaignPack, *, by: str, beside: Beside) -> dict[str, Any]:
    """The document of `figures --json` for the panel's last week; a panel without weeks has no
    week and empty lists."""
    week = panel.weeks[-1].week if panel.weeks else None
    names = _names(panel, pack, panel.district)
    return {
        "district": panel.district.id,
        "week": week.iso if week else None,
        "revision": panel.revision,
        "quantities": _quantities(panel, pack, week.number) if week else {},
        "sums": _sums(panel, pack, week.number, by) if week else [],
        "attendance": asdict(attendance(panel)),
        "stream_starts": lines(stream_starts(against_plan(panel, pack), pack)) if week else [],
        "further": _further(panel, pack, week.number, by) if week else [],
        "standing": _standing(panel, pack, week.number, by) if week else [],
        "imbalance": imbalance_json(panel, pack) if week else [],
        "attention": attention_json(panel, pack, beside) if week else [],
        "worklist": worklist_json(panel, pack, beside) if week else {},
        "findings": findings_json(panel, pack, beside, names=names) if week else [],
        **logs_json(panel, pack, beside, by=by, names=names),
        "study_alone": _alone(panel, pack, beside) if week else [],
        "start": start_json(panel, pack, beside, by=by, names=names),
    }


def _alone(panel: Panel, pack: CampaignPack, beside: Beside) -> list[dict[str, Any]]:
    """Units to ask what came of their study."""
    listed = frozenset(beside.entries(FormRole.PROBLEMS)["unit_id"])
    rows = talk_only(panel, pack, listed=listed)
    return lines(rows[["unit_id", "name", "sessions", "discussions"]])


def _streams(
    ledger: Ledger, panel: Panel, pack: CampaignPack, beside: Beside
) -> list[dict[str, Any]]:
    """By workstream with a plan, how many of the units that owe a figure of it are on it."""
    found = ledger.checks.found(panel.district.id, OPERATOR)
    checks = all_checks(found, VISITS.frame() if beside.visits is None else beside.visits, panel)
    return lines(stream_plans(against_plan(panel, pack), pack, checks=checks))


def _quantities(panel: Panel, pack: CampaignPack, week: int) -> dict[str, Any]:
    """By quantity its line, and the units whose week is the difference of two totals."""
    return {
        id_: {**line, "derived": _derived(panel, pack.quantity[id_])}
        for line in lines(quantities(panel, pack, week=week))
        for id_ in [line.pop("quantity")]
    }


def _sums(panel: Panel, pack: CampaignPack, week: int, by: str) -> list[dict[str, Any]]:
    """A line a place and quantity: what the week brought, what is known since the launch, the plan
    to date, and of how many units."""
    told = ("week_sum", "cumulative", "plan", "n_reported", "n_known", "n_expected")
    return [
        {"place": line["place_id"], "quantity": quantity.id}
        | {name: plain(line[name]) for name in told}
        | {"is_lower_bound": line["is_lower_bound"]}
        for quantity in pack.quantities
        if quantity.kind is not Kind.CHOICE
        for line in frequency(panel, pack, quantity.id, by=by, week=week).to_dict("records")
    ]


def _further(panel: Panel, pack: CampaignPack, week: int, by: str) -> list[dict[str, Any]]:
    """A line a place and quantity beyond the registry: sums, of how many units they are known, and
    how many of those asked ever had any."""
    told = ("week_sum", "cumulative", "n_reported", "n_known", "n_begun", "n_expected")
    return [
        {"place": line["place_id"], "quantity": line["quantity"]}
        | {name: plain(line[name]) for name in told}
        for quantity in pack.further
        for line in further(panel, pack, quantity.id, by=by, week=week).to_dict("records")
    ]


def _derived(panel: Panel, quantity: Quantity) -> list[str]:
    flags = known_totals(panel, quantity)[-1].is_derived
    return [unit.id for unit, is_derived in zip(panel.units, flags, strict=True) if is_derived]


def _standing(panel: Panel, pack: CampaignPack, week: int, by: str) -> list[dict[str, Any]]:
    frame = standing(panel, pack, week=week, by=by, measures=_MEASURES)
    names = _names(panel, pack, panel.district)
    return [
        {
            "place": {
                "kind": by,
                "id": line["place_id"],
                "name": names.get(line["place_id"], line["place_id"]),
            },
            **{k: plain(line[k]) for k in ("measure", "numerator", "denominator", "value", "plan")},
            **({"numerator": None} if line["value"] != line["value"] else {}),
        }
        for line in frame.to_dict("records")
    ]


def _names(panel: Panel, pack: CampaignPack, district: District) -> dict[str, str]:
    words = wording("zh_CN")
    return {
        district.id: district.name,
        **{t.id: words.label(t.label) for t in pack.types},
        **{g.id: words.label(g.label) for g in pack.groups},
        **{unit.id: unit.name for unit in panel.units},
    }
