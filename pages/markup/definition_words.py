"""How a figure is counted: a measure's id goes in; the text shown on pointing at it comes out."""

from __future__ import annotations

from campaign import CampaignPack, Wording
from measures import definition, index_of


def measure_hover(measure_id: str, pack: CampaignPack, words: Wording) -> str:
    """Why it matters, its numerator and denominator."""
    measure = definition(measure_id, pack)
    return words.text(
        "measure.hover.share" if measure.is_share else "measure.hover.count",
        why=words.label(measure.why),
        numerator=words.label(measure.numerator),
        denominator=words.label(measure.denominator),
    )


def index_hover(index_id: str, words: Wording) -> str:
    """The formula of an index, and what may be taken from it."""
    index = index_of(index_id)
    return words.text(
        "index.hover",
        label=words.label(index.label),
        formula=words.label(index.formula),
        says=words.label(index.says),
    )
