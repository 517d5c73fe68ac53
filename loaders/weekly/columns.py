"""The headings of a weekly report go in; which column holds which slot comes out, and what of the
headings is doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, Address, CampaignPack, FieldRole, Issue, Quantity, Term, fold
from loaders.entries import differing, misplaced_names, nameless_column, one_column_each
from loaders.tables import Table, pair_columns, unheaded_figures
from loaders.weekly.reach import BareColumns
from loaders.words import (
    MEASURED,
    Heading,
    changes_figures,
    is_other_dimension,
    is_other_figure,
    is_over_part,
    names_wholly,
)


@dataclass(frozen=True)
class SlotColumns:
    """Which column holds which slot, and the doubts about the headings."""

    columns: Mapping[str, int]
    issues: tuple[Issue, ...] = ()


def slot_columns(table: Table, pack: CampaignPack, bare: BareColumns) -> SlotColumns:
    """The column of each slot. A heading without 本周 or 累计 is what `bare` says, by words around
    the table with a doubt (L12); else it takes its quantity's cadence."""
    sheet, header = table.sheet, table.header
    asked = _asked_in_bands(table, pack)
    columns: dict[str, list[int]] = {}
    issues: list[Issue] = []
    for column, heading in sorted(header.columns.items()):
        quantity = pack.quantity.get(heading.field or "")
        if quantity is None:
            if heading.field is None:
                at, label = Address(sheet.name, header.last_row, column), heading.label
                issues.append(Issue("L04", at, label, {"col": label}))
            continue
        cumulative = bare.cumulative.get(column, heading.cumulative)
        slot = _slot(quantity, cumulative=bool(cumulative))
        columns.setdefault(slot, []).append(column)
        is_assumed = bare.is_assumed and bool(bare.cumulative.get(column))
        is_doubtful = not heading.is_guess and (column in asked or is_assumed)
        if is_doubtful or heading.by_words:
            at = Address(sheet.name, header.last_row, column)
            params = {"raw": heading.label, "col": quantity.label, "mode": Term(_mode(slot))}
            issues += [Issue("L12", at, heading.label, params)] if is_doubtful else []
            issues += [] if is_doubtful else [Issue("L21", at, heading.label, params)]
    kept, doubled = one_column_each(table, columns)
    return SlotColumns(kept, (*issues, *doubled, *bare.issues))


def unclear_columns(table: Table, pack: CampaignPack) -> list[Issue]:
    """What must be said before any row can go in: L18 where of the columns under a quantity's
    heading none is understood or two may be it, L17 at a column of figures without a heading, L20
    at one whose heading only points to a quantity, L24 where a person named the units' column
    wrongly."""
    header = table.header
    issues = [nameless_column(table, column) for column in unheaded_figures(table)]
    if header.is_confirmed:
        return [*issues, *misplaced_names(table)]
    issues += _guesses(table, pack)
    for column, pair in pair_columns(table, pack).items():
        issues.append(_unclear(table, column, table.header.columns[column].label, "、".join(pair)))
    for band in header.bands(pack):
        if band.is_unread or _are_rivals(table, band.holds):
            issues.append(_unclear(table, min(band.columns), "/".join(band.path), band.parts))
    return issues


def _unclear(table: Table, column: int, label: str, parts: str) -> Issue:
    """L18 at a heading that stands for several figures."""
    at = Address(table.sheet.name, table.header.last_row, column)
    return Issue("L18", at, label, {"col": label, "a": parts})


def _guesses(table: Table, pack: CampaignPack) -> list[Issue]:
    """L20 at each column whose heading only points to a quantity, with how much of it does."""
    found = []
    for column, heading in table.header.columns.items():
        quantity = pack.quantity.get(heading.field or "")
        if quantity and (heading.is_guess or _has_rivals(table, heading)):
            at = Address(table.sheet.name, table.header.last_row, column)
            mode = Term(_mode(_slot(quantity, cumulative=bool(heading.cumulative))))
            share = f"{heading.share:.0%}"
            params = {"raw": heading.label, "col": quantity.label, "mode": mode, "share": share}
            found.append(Issue("L20", at, heading.label, params))
    return found


def _has_rivals(table: Table, heading: Heading) -> bool:
    """Whether another heading may be the same figure of another part: one that has the words by
    which this one was read (班子成员讲党课 beside 主要负责人讲党课), or says the same below a word
    of a part (机关 beside 基层)."""
    form = table.header.form
    others = [other for other in table.header.columns.values() if other.field is None]
    if len(heading.path) > 1 and any(
        other.path[-1:] == heading.path[-1:]
        and other.path[:-1] != heading.path[:-1]
        and any(is_over_part(level, form) for level in other.path[:-1])
        for other in others
    ):
        return True
    return heading.by_words and any(
        other.path[:-1] == heading.path[:-1]
        and not changes_figures(other.label, form)
        and not is_other_figure(other.label)
        and names_wholly(fold(other.label), form, heading.field or "")
        for other in others
    )


def _are_rivals(table: Table, holds: Mapping[int, Heading]) -> bool:
    """Whether two columns under one heading would be the same slot and say different things."""
    listed: dict[bool, list[int]] = {}
    for column, heading in holds.items():
        listed.setdefault(bool(heading.cumulative), []).append(column)
    return any(differing(table, columns) for columns in listed.values())


def _asked_in_bands(table: Table, pack: CampaignPack) -> set[int]:
    """The columns that are a quantity beside others of which nobody can say what they are."""
    header = table.header
    if header.is_confirmed:
        return set()
    return {column for band in header.bands(pack) if not band.is_clear for column in band.holds}


def _slot(quantity: Quantity, *, cumulative: bool) -> str:
    return quantity.slots[-1] if cumulative else quantity.id


def _mode(slot: str) -> str:
    return "mode_cumulative" if slot.endswith(CUMULATIVE) else "mode_week"


def measured_otherwise(table: Table, pack: CampaignPack, counted_in: str) -> list[Issue]:
    """L28 at the first column whose heading has no measure of its own, where the sheet is counted
    in another: 研讨交流 under 单位：人次."""
    for column, heading in sorted(table.header.columns.items() if counted_in else ()):
        quantity = pack.quantity.get(heading.field or "")
        has_own = MEASURED.fullmatch(fold(heading.label).rstrip(")"))
        if quantity and not has_own and is_other_dimension(counted_in, quantity):
            at = Address(table.sheet.name, table.header.last_row, column)
            params = {"col": quantity.label, "a": quantity.measure}
            return [Issue("L28", at, counted_in, params)]
    return []


def doubled_names(table: Table) -> list[Issue]:
    """L03 where two lists of units stand side by side under one heading: the second would vanish,
    and no figure could be told to be the first one's."""
    labels: dict[str, list[int]] = {}
    for column in table.header.fields.get(table.header.form.field_of(FieldRole.UNIT), ()):
        labels.setdefault(table.header.columns[column].label, []).append(column)
    return [issue for listed in labels.values() for issue in differing(table, listed)]
