"""How a figure is counted: a measure's id goes in; the text shown on pointing at it comes out."""

from __future__ import annotations

from campaign import CampaignPack, Wording
from measures import definition, explained


def measure_hover(measure_id: str, pack: CampaignPack, words: Wording) -> str:
    """Why it matters, its numerator and denominator, and where its formula is written."""
    measure = definition(measure_id, pack)
    return words.text(
        "measure.hover.share" if measure.is_share else "measure.hover.count",
        why=words.label(measure.why),
        numerator=words.label(measure.numerator),
        denominator=words.label(measure.denominator),
        source=measure.source,
    )


def explained_hover(name: str, words: Wording) -> str:
    """What a band, limit, pace or part says, why it is there, and where its formula is written."""
    told = explained(name)
    return words.text(
        "measure.hover.explained",
        tells=words.label(told.tells),
        why=words.label(told.why),
        source=told.source,
    )
