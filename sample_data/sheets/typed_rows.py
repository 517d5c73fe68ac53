"""What a sender types for a week: the truth and a layout go in; rows of cells come out."""

from __future__ import annotations

from random import Random

from campaign import CUMULATIVE, CampaignPack, Kind, Quantity, Week
from sample_data.sheets.doubts import UNKNOWN_UNIT
from sample_data.sheets.further import answers, written
from sample_data.sheets.group_sheet import TypedRow
from sample_data.sheets.layouts import Habit, Layout
from sample_data.sheets.sheets import Value
from sample_data.truth.organisations import Organisation
from sample_data.truth.silences import SilencePlan
from sample_data.truth.truth import SampleDistrict


def group_rows(
    district: SampleDistrict, group: int, layout: Layout, week: Week
) -> tuple[list[TypedRow], list[str]]:
    """The rows of one group's sheet, and the names in rows that are blank."""
    habits = Random(f"{district.seed}/typing/{group}/{week.number}")
    rows, blank = [], []
    for org in district.orgs:
        if org.group != group or org.name in district.own_senders:
            continue
        silence = district.silent.get((org.name, week.number))
        if silence is SilencePlan.ABSENT:
            continue
        row = typed_row(district, org, layout, week.number, habits)
        if silence is SilencePlan.BLANK:
            row = TypedRow(row.name, row.type_label, {}, {}, {"note": "未报"})
            blank.append(row.name)
        rows.append(row)
    return rows, blank


def typed_row(
    district: SampleDistrict, org: Organisation, layout: Layout, week: int, habits: Random
) -> TypedRow:
    """One unit's row of one week; `habits` decides where a figure is typed unusually."""
    did, pack = district.activities[org.name], district.pack
    cells: dict[str, Value] = {}
    counted: dict[str, float] = {}
    for quantity in pack.quantities:
        if quantity.kind is Kind.CHOICE:
            cells[quantity.id] = typed_reason(did.conflict[week - 1], layout, pack)
            continue
        numbers = {quantity.id: did.in_week(quantity.id, week)}
        if quantity.id in layout.paired:
            numbers[quantity.id + CUMULATIVE] = did.until(quantity.id, week)
        for slot, number in numbers.items():
            cells[slot] = typed(number, layout, quantity, habits)
            if number is not None:
                counted[slot] = number
    further = written(answers(org, did, week=week, seed=district.seed, pack=pack), layout, pack)
    cells |= further
    counted |= {k: v for k, v in further.items() if isinstance(v, int | float)}
    furniture: dict[str, Value] = {"code": org.code}
    covered = did.in_week("study_org_covered", week)
    furniture["rate"] = None if covered is None else covered / org.sub_org_total
    name = _written_name(org, layout, district)
    return TypedRow(name, pack.type[org.type_id].label.zh, cells, counted, furniture)


def _written_name(org: Organisation, layout: Layout, district: SampleDistrict) -> str:
    """The name as this sender writes it, the same in every week."""
    chance = Random(f"{district.seed}/name/{org.name}").random() if layout.by_alias else 1.0
    if chance < 0.5 and org.name.startswith("区") and org.name.endswith("局"):
        return f"中共{district.name.zh}{org.name[1:]}党组"
    if chance < 0.4 and org.short_names:
        return org.short_names[0]
    return f"{org.name[:2]} {org.name[2:]}" if chance < 0.5 else org.name


def unknown_row(last: TypedRow, layout: Layout, pack: CampaignPack) -> TypedRow:
    """A row of a unit on no roster: one study session and nothing else."""
    numbers = {q.id: float(q.id == "study_session_count") for q in pack.quantities}
    never = Random(0)
    cells = {
        slot: typed(number, layout, pack.quantity[slot], never) for slot, number in numbers.items()
    }
    return TypedRow(str(UNKNOWN_UNIT.value), last.type_label, cells, numbers)


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
