"""A table's header: where it stands, what its columns are, and what is told of it by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from campaign import CampaignPack, Form, FormField, KnownLayout
from loaders.tables.sub_columns import QuantityBand, quantity_bands
from loaders.words import Heading, mask

_SIGNED = 2
"""How many columns one of the form's own words is worth: without them a title does not decide
between headings that two forms share, and with two the next form is clearly behind."""


@dataclass(frozen=True)
class Header:
    """Where a table's header stands and what its columns are.

    `ticks` gives the option a column is ticked for; `is_signed` says whether one of the form's own
    words stands in the header, near above it, or in the sheet's or the file's name.
    `known` is what a person said of its columns.
    """

    form: Form
    first_row: int
    last_row: int
    columns: dict[int, Heading]
    ticks: dict[int, str] = field(default_factory=dict)
    is_signed: bool = False
    known: KnownLayout | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person said what its columns are."""
        return self.known is not None

    @cached_property
    def fields(self) -> dict[str, list[int]]:
        """Columns by field id, left to right."""
        found: dict[str, list[int]] = {}
        for column, heading in sorted(self.columns.items()):
            if heading.field:
                found.setdefault(heading.field, []).append(column)
        return found

    @cached_property
    def labels(self) -> list[str]:
        """The joined heading of each column, left to right."""
        return [heading.label for _, heading in sorted(self.columns.items())]

    @cached_property
    def lowest(self) -> list[str]:
        """The lowest level of each heading that has any."""
        return [heading.path[-1] for heading in self.columns.values() if heading.path]

    @cached_property
    def shown(self) -> dict[int, tuple[str, ...]]:
        """The levels of each heading as they may be repeated, left to right."""
        return {column: tuple(map(mask, h.path)) for column, h in sorted(self.columns.items())}

    @cached_property
    def shown_labels(self) -> tuple[str, ...]:
        """The joined heading of each column from the first to the last; empty without one."""
        columns = range(min(self.columns), max(self.columns) + 1)
        return tuple(mask(h.label) if (h := self.columns.get(c)) else "" for c in columns)

    def bands(self, pack: CampaignPack) -> tuple[QuantityBand, ...]:
        """Its headings of quantities that have columns of their own below them."""
        if pack not in self._bands:
            self._bands[pack] = tuple(quantity_bands(self.columns, self.form, pack))
        return self._bands[pack]

    @cached_property
    def _bands(self) -> dict[CampaignPack, tuple[QuantityBand, ...]]:
        return {}

    @cached_property
    def key(self) -> int | None:
        """The column that names the row's unit; None in a unit's own sheet without one."""
        listed = self.fields.get(key_field(self.form))
        return listed[0] if listed else None

    @cached_property
    def told(self) -> list[int]:
        """The columns that say something of the unit: known, not ignored, not its name."""
        kept = {f.id for f in self.form.fields if not f.ignored} - {key_field(self.form)}
        return [column for column, h in sorted(self.columns.items()) if h.field in kept]

    @cached_property
    def n_known(self) -> int:
        """How many different columns of the form were found, weekly and cumulative apart, and the
        options of a choice."""
        found = self.columns.items()
        return len({(h.field, h.cumulative, self.ticks.get(c)) for c, h in found if h.field})

    @cached_property
    def missing(self) -> list[str]:
        """The ids of the required columns that are not there."""
        known = {heading.field for heading in self.columns.values()}
        return [f.id for f in self.form.fields if f.required and f.id not in known]

    def at(self, first_row: int, last_row: int, *, is_signed: bool) -> Header:
        """The same header in its place, made once: an office's sheets have theirs in few places,
        and what is told of a header by itself is then told once for all of them."""
        key = (first_row, last_row, is_signed)
        if key not in self._placed:
            self._placed[key] = Header(self.form, *key[:2], self.columns, self.ticks, is_signed)
        return self._placed[key]

    @cached_property
    def _placed(self) -> dict[tuple[int, int, bool], Header]:
        return {}

    @cached_property
    def fields_of_kind(self) -> dict[str, dict[int, FormField]]:
        """By kind, the field of each column that has one, left to right."""
        found: dict[str, dict[int, FormField]] = {}
        for column, heading in sorted(self.columns.items()):
            if heading.field:
                field = self.form.field[heading.field]
                found.setdefault(field.kind, {})[column] = field
        return found

    def fit_if(self, *, is_signed: bool) -> tuple[int, int, bool]:
        """The fit, were the form's own words there or not."""
        told = self.n_known + _SIGNED * is_signed
        return told, -len(self.missing), not self.form.has_entries


@lru_cache(maxsize=64)
def key_field(form: Form) -> str:
    """The field that names a row's unit: the form's first required one."""
    return next(field.id for field in form.fields if field.required)
