"""What a column of a form and a cell say: slots, fields and values go in; words come out."""

from __future__ import annotations

from campaign import CampaignPack, Kind, Wording, quantity_of
from ledger import Word


def slot_words(slot: str, pack: CampaignPack, words: Wording, *, form: str = "") -> str:
    """A slot, a roster field or a field of a form's rows in words; of a field that the pack no
    longer has, its id."""
    of = pack.form.get(form)
    named = of.field.get(slot) if of is not None and of.has_entries else None
    if named is not None:
        return words.label(named.label)
    quantity = pack.quantity.get(quantity_of(slot))
    if quantity is None:
        key = f"submit.field.{slot}"
        return words.text(key) if words.has(key) else slot
    label = words.label(quantity.label)
    if len(quantity.slots) == 1:
        return label
    return label + words.text("term.mode_week" if slot == quantity.id else "term.mode_cumulative")


def cell_words(value: Word, slot: str, pack: CampaignPack, words: Wording) -> str:
    """What a cell says, in words: an option by its label, a blank as such."""
    if value is None:
        return words.text("submit.change.nothing")
    if isinstance(value, bool):
        return words.text("term.yes" if value else "term.no")
    if isinstance(value, tuple):
        return "、".join(value)
    quantity = pack.quantity.get(quantity_of(slot))
    if isinstance(value, float) and quantity is not None and quantity.options:
        return words.label(quantity.options[int(value)].label)
    if isinstance(value, float) and quantity is not None and quantity.kind is Kind.TICK:
        return words.text("term.yes" if value else "term.no")
    return words.number(value) if isinstance(value, float | int) else value
