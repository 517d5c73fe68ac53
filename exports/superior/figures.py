"""The figures of one cut by the cells of a form: a layout, what was said of its lines and a panel
go in; what stands in each cell, or that nobody has it, comes out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from campaign import CUMULATIVE, CampaignPack, Panel
from exports.papers import Field
from exports.superior.form import FormCell, FormLayout
from exports.superior.guess import Target, is_idle, target_of
from measures import COMPLETENESS, frequency, quantities, standing

_Line = Mapping[Hashable, Any]


@dataclass(frozen=True)
class FilledCell:
    """A cell with what it asks for, None where its words were not understood, and the figure, None
    where nobody has it. `is_open` where units or weeks are still missing in it."""

    cell: FormCell
    target: Target | None
    figure: Field | None
    is_open: bool = False


@dataclass(frozen=True)
class Figures:
    """The figures of one week as of a cut; `panel` ends with that week."""

    panel: Panel
    pack: CampaignPack
    _known: dict[tuple[str, ...], Mapping[str, _Line]] = field(default_factory=dict)

    def cells(self, layout: FormLayout, said: Mapping[str, str]) -> tuple[FilledCell, ...]:
        """Every cell of the form that is one of a figure's, from the top."""
        asked = (cell for cell in layout.cells if not is_idle(cell, said))
        return tuple(
            self._cell(cell, target_of(cell, said, layout, self.panel, self.pack)) for cell in asked
        )

    def _cell(self, cell: FormCell, target: Target | None) -> FilledCell:
        if target is None:
            return FilledCell(cell, None, None)
        value, is_open = self.figure(target)
        return FilledCell(cell, target, value, is_open)

    def figure(self, target: Target) -> tuple[Field | None, bool]:
        """The figure of a target, and whether it is only what is known so far."""
        measure, _, part = target.figure.partition("/")
        if part:
            return self._share(target, measure, part)
        if target.place.kind == "district":
            return self._sum(target)
        return self._part(target)

    @cached_property
    def _week(self) -> int:
        return self.panel.weeks[-1].week.number

    def _lines(self, kind: str, name: str) -> Mapping[str, _Line]:
        """The lines of one measure or quantity by place, worked out once."""
        if (kind, name) not in self._known:
            if name in self.pack.quantity:
                rows = frequency(self.panel, self.pack, name, by=kind, week=self._week)
            else:
                week, measures = self._week, (name,)
                rows = standing(self.panel, self.pack, week=week, by=kind, measures=measures)
            found = {line["place_id"]: line for line in rows.to_dict("records")}
            self._known[kind, name] = found
        return self._known[kind, name]

    def _share(self, target: Target, measure: str, part: str) -> tuple[Field | None, bool]:
        line = self._lines(target.place.kind, measure).get(target.place.id)
        if line is None or pd.isna(line[part]) or pd.isna(line["value"]):
            return None, False
        is_open = measure != COMPLETENESS and line["highest"] > line["value"]
        name = f"standing/{target.place.id}/{measure}/{part}"
        return _field(name, line, part), bool(is_open) and part != "denominator"

    def _sum(self, target: Target) -> tuple[Field | None, bool]:
        """A quantity of the whole district: the bulletin's."""
        quantity = target.figure.removesuffix(CUMULATIVE)
        if ("district",) not in self._known:
            rows = quantities(self.panel, self.pack, week=self._week).to_dict("records")
            self._known["district",] = {line["quantity"]: line for line in rows}
        line = self._known["district",][quantity]
        part = "cumulative" if target.figure.endswith(CUMULATIVE) else "week"
        if pd.isna(line[part]):
            return None, False
        return _field(f"quantities/{quantity}/{part}", line, part), self._is_open(target, part)

    def _part(self, target: Target) -> tuple[Field | None, bool]:
        """A quantity of a group, a type or a unit."""
        quantity = target.figure.removesuffix(CUMULATIVE)
        line = self._lines(target.place.kind, quantity).get(target.place.id)
        part = "cumulative" if target.figure.endswith(CUMULATIVE) else "week_sum"
        if line is None or pd.isna(line[part]):
            return None, False
        name = f"frequency/{target.place.id}/{quantity}/{part}"
        return _field(name, line, part), self._is_open(target, part)

    def _is_open(self, target: Target, part: str) -> bool:
        """Whether some of those asked have not given it: of the week, or of any week so far."""
        quantity = target.figure.removesuffix(CUMULATIVE)
        line = self._lines(target.place.kind, quantity).get(target.place.id)
        if line is None:
            return False
        is_short = line["n_reported"] < line["n_expected"]
        return bool(line["is_lower_bound"] if part == "cumulative" else is_short)


def _field(name: str, line: _Line, part: str) -> Field:
    value = float(line[part])
    said = f"{value:g}"
    return Field(name, said, value, int(line["n_reported"]), int(line["n_expected"]))
