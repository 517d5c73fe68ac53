"""What is measured: the registry of measures, each with what it counts and why it matters. Shares
are lines of `definitions.csv`, counts are the pack's quantities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import ORGS_STUDYING, CampaignPack, Kind, Label, Quantity, csv_rows, label_in

REACH, WEEK_SHARE = "study_reach", "study_week_share"
ORG_SHARE, COMPLETENESS = "study_org_share", "completeness"


@dataclass(frozen=True)
class Measure:
    """One measure. `source` names the section its formula is written in, `function` the function
    that works it out, by its module. More of a share is good; a count of work done is no success.
    """

    id: str
    label: Label
    numerator: Label
    denominator: Label
    why: Label
    source: str
    function: str
    is_share: bool = True


def _shares(of: str) -> tuple[Measure, ...]:
    lines = csv_rows("measures.counting", "definitions.csv")
    return tuple(_share(line) for line in lines if line["of"] == of)


def _share(line: Mapping[str, str]) -> Measure:
    return Measure(
        id=line["id"],
        label=label_in(line, "label_"),
        numerator=label_in(line, "numerator_"),
        denominator=label_in(line, "denominator_"),
        why=label_in(line, "why_"),
        source=line["source"],
        function=line["function"],
    )


SHARES, REGISTER_SHARES = _shares("reports"), _shares("ledgers")
"""Of weekly reports, and of ledgers in the order of the report's duties: put right, answered, found
out."""


def measures_of(pack: CampaignPack) -> tuple[Measure, ...]:
    """The shares, then one count for each of the pack's quantities that adds up."""
    return SHARES + tuple(_count(quantity) for quantity in summable_quantities(pack))


def definition(measure_id: str, pack: CampaignPack) -> Measure:
    """The measure of that id; raises KeyError for one the pack has not."""
    found = {measure.id: measure for measure in (*measures_of(pack), *REGISTER_SHARES)}
    return found[measure_id]


def summable_quantities(pack: CampaignPack) -> tuple[Quantity, ...]:
    """The pack's quantities that have a sum: all but choices and the numerator of a share."""
    return tuple(q for q in pack.quantities if q.kind is not Kind.CHOICE and q.id != ORGS_STUDYING)


def _count(quantity: Quantity) -> Measure:
    return Measure(
        id=quantity.id,
        label=quantity.label,
        numerator=quantity.measure,
        denominator=Label("", ""),
        why=Label("工作量，不作成效评价。", "Workload; says nothing about results."),
        source="docs/design.md §8.4",
        function="measures.standing.frequency.count",
        is_share=False,
    )
