"""Reasons and findings as sentences: a value, its pack and the words go in; text comes out.

Pages, documents and commands all say them with these functions, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from campaign.issue import Issue
from campaign.pack.pack import CampaignPack
from campaign.reason import Finding, Place, Reason
from campaign.unit import Label
from campaign.words.wording import Wording


def reason_words(reason: Reason, pack: CampaignPack, words: Wording, *, said: str = "") -> str:
    """Why the unit is listed and, where it can be promised, what would end it, in a sentence;
    `said` is its sentence where it is to be another."""
    said, change = said or reason_sentence(reason, pack, words), reason_change(reason, pack, words)
    return words.text("attention.joined", sentence=said, change=change) if change else said


def reason_sentence(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    """What is, beside what the rule asks."""
    says = {
        "behind_plan": _behind,
        "overdue": _overdue,
        "not_visited": _not_visited,
        "zero_streak": _zero_streak,
        "not_reported": _not_reported,
        "below_peers": _below_peers,
        "stalled": _stalled,
        "slow_pace": _slow_pace,
    }
    return says[reason.code](reason, pack, words)


def said_once(
    reasons: Iterable[Reason], pack: CampaignPack, words: Wording
) -> Iterator[tuple[Reason, str]]:
    """The reasons of one unit with their sentences: a figure that an earlier one has told is not
    told again."""
    told = set[str]()
    for reason in reasons:
        key = f"attention.{reason.code}.{reason.subject}.more"
        if not words.has(key):
            key = f"attention.{reason.code}.more"
        if reason.subject in told and words.has(key):
            label, measure = _quantity(reason.subject, pack, words)
            limit = reason.limit if reason.code != "slow_pace" else round(reason.limit, 1)
            numbers = {"limit": words.number(limit), "n": reason.weeks, "measure": measure}
            yield reason, words.text(key, subject=label, **numbers)
        else:
            yield reason, reason_sentence(reason, pack, words)
        told.add(reason.subject)


def reason_change(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    """The smallest change with which the item is gone; empty where none is promised."""
    if reason.change is None:
        return ""
    key = f"attention.{reason.code}.{reason.subject}.change"
    if not words.has(key):
        key = f"attention.{reason.code}.change"
    if not reason.is_known and words.has(f"{key}.never_told"):
        key = f"{key}.never_told"  # more than what is not known
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        key,
        subject=label,
        measure=measure,
        more=words.number(reason.change - reason.value),
        amount=words.number(reason.change),
    )


def finding_words(finding: Finding, pack: CampaignPack, words: Wording) -> str:
    """What a district finding says, with its figures."""
    key, told = finding_said(finding, pack, words)
    return words.text(key, **told)


def finding_said(
    finding: Finding, pack: CampaignPack, words: Wording
) -> tuple[str, dict[str, str]]:
    """The message of a finding, and its figures as they are printed."""
    key, before = f"finding.{finding.code}", min(finding.weeks, default=1) - 1
    if finding.code == "busy_weeks":
        key += ".several" if len(finding.weeks) > 1 else ".one"
        key += ".few" if before < pack.thresholds["busy_history_weeks"] else ""
    if finding.is_partial:
        key = f"finding.{finding.code}.heard_of"
    listed = [words.text("week.short", number=number) for number in finding.weeks]
    mark = words.text("finding.list_mark")
    return key, {
        "place": mark.join(place_words(place, pack, words) for place in finding.places),
        "value": words.percent(finding.value),
        "limit": words.percent(finding.limit),
        "most": words.number(finding.value),
        "least": words.number(finding.limit),
        "points": words.number(round(100 * abs(finding.limit - finding.value), 1)),
        "back": str(before),
        "weeks": mark.join(listed),
    }


def place_words(place: Place, pack: CampaignPack, words: Wording) -> str:
    """A type, group or workstream by its label; the district as such; anything else by its id."""
    if place.kind == "type" and place.id in pack.type:
        return words.label(pack.type[place.id].label)
    if place.kind == "group" and place.id in pack.group:
        return words.label(pack.group[place.id].label)
    if place.kind == "workstream" and place.id in pack.workstreams:
        return words.label(pack.workstreams[place.id])
    return words.text("finding.district") if place.kind == "district" else place.id


def _behind(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    key = "attention.behind_plan"
    if words.has(f"{key}.{reason.subject}.sentence"):
        key += f".{reason.subject}"
    form = "at_least" if reason.value else "none_known" if reason.is_known else "never_told"
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        f"{key}.{form if reason.is_lower_bound else 'sentence'}",
        subject=label,
        measure=measure,
        value=words.number(reason.value),
        limit=words.number(reason.limit),
        target=words.number(reason.n),
    )


def _overdue(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    key = f"attention.overdue.{reason.subject}.sentence"
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        key if words.has(key) else "attention.overdue.sentence",
        subject=label,
        measure=measure,
        amount=words.number(reason.n),
        n=round(reason.value),
    )


def _not_visited(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    del pack
    key = "attention.not_visited." + ("sentence" if reason.n else "never")
    return words.text(key, n=round(reason.value), limit=words.number(reason.limit))


def _zero_streak(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    silent = reason.weeks - reason.n
    label, _ = _quantity(reason.subject, pack, words)
    key = "attention.zero_streak." + ("with_silence" if silent else "sentence")
    return words.text(key, subject=label, n=reason.weeks, silent=silent)


def _not_reported(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    del pack
    return words.text("attention.not_reported.sentence", n=reason.weeks)


def _below_peers(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    key = f"attention.below_peers.{reason.subject}.sentence"
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        key if words.has(key) else "attention.below_peers.sentence",
        subject=label,
        measure=measure,
        value=words.number(reason.value),
        limit=words.number(reason.limit),
        total=words.number(reason.n),
        n=reason.n,
    )


def _stalled(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        "attention.stalled.sentence",
        subject=label,
        measure=measure,
        n=reason.weeks,
        value=words.number(reason.value),
        pace=words.number(round(reason.limit, 1)),
    )


def _slow_pace(reason: Reason, pack: CampaignPack, words: Wording) -> str:
    label, measure = _quantity(reason.subject, pack, words)
    return words.text(
        "attention.slow_pace.sentence",
        subject=label,
        measure=measure,
        value=words.number(reason.value),
        target=words.number(reason.n),
        n=reason.weeks,
        pace=words.number(round(reason.limit, 1)),
    )


def _quantity(subject: str, pack: CampaignPack, words: Wording) -> tuple[str, str]:
    """The label and the measure word of a quantity; empty for what is none."""
    if subject not in pack.quantity:
        return "", ""
    quantity = pack.quantity[subject]
    return words.label(quantity.label), words.label(quantity.measure)


def asked_words(code: str, params: Mapping[str, object], words: Wording) -> str:
    """What is asked of a problem before it counts as mended, with its figures; days, labels and
    shares are said in words."""
    said = {name: _asked(value, words) for name, value in params.items()}
    return words.issue(Issue(code, params=said))


def _asked(value: object, words: Wording) -> object:
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Label):
        return words.label(value)
    return words.number(round(value, 1)) if isinstance(value, float) else value
