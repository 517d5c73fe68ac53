"""Which columns a weekly sheet has: a layout and a pack go in; columns come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign import CUMULATIVE, CampaignPack, Kind, Quantity
from sample_data.sheets.further import is_number
from sample_data.sheets.layouts import BANDS, Layout

NAME = "name"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, its heading from the top level down, and its look."""

    key: str
    path: tuple[str, ...]
    look: str = "cell"
    is_number: bool = False


def columns(layout: Layout, pack: CampaignPack) -> Iterator[Column]:
    """The columns of a layout; a column of figures has its slot as key."""
    yield Column("sequence", ("序号",))
    if layout.with_codes:
        yield Column("code", ("单位编码",))
    if layout.with_types:
        yield Column("type", ("单位类别",))
    if layout.with_group:
        yield Column("group", ("所属指导组",))
    if layout.name_heading:
        yield Column(NAME, (layout.name_heading,), "name")
    for quantity in pack.quantities:
        yield from _of_quantity(layout, pack, quantity)
        if layout.with_rate and quantity.id == "study_org_covered":
            yield Column("rate", ("学习覆盖率",), "percent")
    for quantity in pack.further if layout.with_further else ():
        yield Column(
            quantity.id, (_heading(layout, pack, quantity),), is_number=is_number(quantity)
        )
    yield Column("note", ("备注",))


def _heading(layout: Layout, pack: CampaignPack, quantity: Quantity) -> str:
    """The sender's own heading of a quantity, else the form's; its measure where the sender says
    it."""
    title = pack.weekly_form.field[quantity.id].title
    heading = layout.headings.get(quantity.id, title)
    has_measure = layout.with_measures and quantity.measure.zh and "（" not in heading
    return f"{heading}（{quantity.measure.zh}）" if has_measure else heading


def _of_quantity(layout: Layout, pack: CampaignPack, quantity: Quantity) -> Iterator[Column]:
    heading = _heading(layout, pack, quantity)
    is_choice = quantity.kind is Kind.CHOICE
    band = (BANDS[quantity.workstream],) if layout.with_bands and not is_choice else ()
    if quantity.id not in layout.paired:
        yield Column(quantity.id, (*band, heading), is_number=not is_choice)
        return
    for slot, word in ((quantity.id, "本周"), (quantity.id + CUMULATIVE, "累计")):
        path = (heading + word,) if layout.pairs_in_line else (heading, word)
        yield Column(slot, (*band, *path), is_number=True)
