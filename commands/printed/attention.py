"""What stands out, as `figures --json` prints it: a panel and what is known beside it go in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaign import (
    Attention,
    CampaignPack,
    Finding,
    Level,
    Panel,
    Reason,
    place_words,
    reason_words,
    wording,
)
from commands.printed.plain import lines, plain
from commands.printed.shown import shown_ids, whole_of
from exports.papers import Beside
from measures import (
    Judged,
    judged,
    unevenness,
)

_NUMBERS = ("value", "limit", "n", "weeks", "change")
_IN = {"zh": wording("zh_CN"), "en": wording("en")}


def imbalance_json(panel: Panel, pack: CampaignPack) -> list[dict[str, Any]]:
    """The lines of `imbalance`; the noise floor is drawn with the week's number as its seed."""
    return lines(unevenness(panel, pack, seed=panel.weeks[-1].week.number))


def judged_as(panel: Panel, pack: CampaignPack, beside: Beside) -> Judged:
    """What is said of every unit shown in the panel's last week, judged in the whole district: the
    pages say the same."""
    found = judged(
        whole_of(panel),
        pack,
        today=beside.today,
        visits=beside.visits,
        launches=beside.launches,
        spans=beside.spans,
    )
    return found.within(shown_ids(panel))


def attention_json(panel: Panel, pack: CampaignPack, beside: Beside) -> list[dict[str, Any]]:
    """The lines of `attention`: every unit shown in the week, in protocol order."""
    found = judged_as(panel, pack, beside)
    place = {unit.id: i for i, unit in enumerate(panel.units)}
    return [_attention(line, panel, place[line.unit_id], pack) for line in found.items]


def worklist_json(panel: Panel, pack: CampaignPack, beside: Beside) -> dict[str, Any]:
    """How many units have items, how many of them are listed first, and how many others have a
    key item; how long each group has sent no guidance log, and which figures that a target
    is set on no report of it ever gave."""
    found = judged_as(panel, pack, beside)
    rest = [line for line in found.items if line.reasons and not _is_listed(line, panel)]
    first = sum(_is_listed(line, panel) for line in found.items)
    return {
        "listed": first,
        "with_items": first + len(rest),
        "key_not_listed": sum(line.level is Level.KEY for line in rest),
        "weeks_without_log": {
            line["group_id"]: line["weeks_without"] for line in found.logs.to_dict("records")
        },
        "never_given": {
            group: rows["quantity"].tolist()
            for group, rows in found.untold.groupby("group_id", sort=False)
        },
    }


def _is_listed(line: Attention, panel: Panel) -> bool:
    """The review budget cuts the district's list alone."""
    return line.listed if panel.whole is None else bool(line.reasons)


def _attention(line: Attention, panel: Panel, at: int, pack: CampaignPack) -> dict[str, Any]:
    last = panel.weeks[-1]
    return {
        "unit_id": line.unit_id,
        "unit": panel.units[at].name,
        "type": panel.type_ids[last.type_index[at]],
        "group": panel.group_ids[last.group_index[at]],
        "level": str(line.level),
        "no_data": line.no_data,
        "listed": _is_listed(line, panel),
        "reasons": [_reason(reason, pack) for reason in line.reasons],
    }


def _reason(reason: Reason, pack: CampaignPack) -> dict[str, Any]:
    return {
        "code": reason.code,
        "level": str(reason.level),
        **{name: plain(getattr(reason, name)) for name in _NUMBERS},
        **({} if reason.is_known else {"value": None}),
        "sentence": {key: reason_words(reason, pack, words) for key, words in _IN.items()},
    }


def findings_json(
    panel: Panel, pack: CampaignPack, beside: Beside, *, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The lines of `findings`; `names` has the places' names by id."""
    found = beside.findings(panel, pack)
    return [_finding(finding, pack, names) for finding in found]


def _finding(finding: Finding, pack: CampaignPack, names: Mapping[str, str]) -> dict[str, Any]:
    words = _IN["zh"]
    return {
        "code": finding.code,
        "value": plain(finding.value),
        "limit": plain(finding.limit),
        "places": [
            {
                "kind": place.kind,
                "id": place.id,
                "name": names.get(place.id, place_words(place, pack, words)),
            }
            for place in finding.places
        ],
    }
