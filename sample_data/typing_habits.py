"""How senders type a figure: the true number goes in; what stands in the cell comes out."""

from __future__ import annotations

from random import Random

from campaign import CampaignPack, Quantity
from sample_data.layouts import Habit, Layout
from sample_data.sheets import Value

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def typed(number: float | None, layout: Layout, quantity: Quantity, draw: Random) -> Value:
    """A figure as this sender types it; None is a quantity the unit does not owe."""
    if number is None:
        return layout.not_owed
    plain = int(number) if float(number).is_integer() else number
    return _habitual(plain, layout.habit, quantity, draw)


def typed_reason(option_id: str, layout: Layout, pack: CampaignPack) -> Value:
    """The declared reason in words; where none was asked, blank or 无 by the sender's habit."""
    labels = {o.id: o.label.zh for o in pack.quantity["work_study_conflict"].options}
    if option_id:
        return labels[option_id]
    return labels["none"] if layout.says_none else None


def _habitual(number: int | float, habit: Habit, quantity: Quantity, draw: Random) -> Value:
    match habit:
        case "text":
            return str(number)
        case "full_width" if draw.random() < 0.3:
            return str(number).translate(_FULL_WIDTH)
        case "measure_word" if number and draw.random() < 0.12:
            return f"{number}{quantity.measure.zh}"
        case "words" if number == 0:
            return "无"
        case _:
            return number
