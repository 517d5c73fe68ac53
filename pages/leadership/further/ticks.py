"""Which units ever ticked what: a view goes in; a table of units and ticks is drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import Kind
from measures import further
from pages.door import Basis, View, reading
from pages.drawn import row_list, unit_columns

_MARKS = {1.0: "√", 0.0: "×"}


@reading
def ticked(basis: Basis) -> pd.DataFrame:
    """A line a unit of which any tick is known, a column a tick: 1 ever ticked, 0 said not, NaN
    unknown."""
    ticks = [q.id for q in basis.pack.further if q.kind is Kind.TICK]
    columns = {}
    for id_ in ticks:
        rows = further(basis.panel, basis.pack, id_, by="unit", week=basis.week.number)
        said = np.where(rows["n_begun"] > 0, 1.0, np.where(rows["n_known"] > 0, 0.0, np.nan))
        columns[id_] = pd.Series(said, index=rows["place_id"])
    table = pd.DataFrame(columns).dropna(how="all")
    order = {unit.id: i for i, unit in enumerate(basis.panel.units)}
    return table.loc[sorted(table.index, key=order.__getitem__)]


def ticks_of_units(view: View) -> None:
    """The table; nothing where nobody ticked or crossed anything."""
    words, rows = view.words, ticked(view)
    if not len(rows):
        return
    ids = pd.Series(rows.index, dtype="str")
    shown = {str(id_): rows[id_].map(_MARKS).fillna("").tolist() for id_ in rows}
    titles = {str(id_): words.label(view.pack.quantity[str(id_)].label) for id_ in rows}
    row_list(
        view,
        pd.DataFrame({**unit_columns(view, ids), **shown}),
        ids,
        {name: words.text(f"column.{name}") for name in ("unit", "group")} | titles,
        keys=("further.ticks", "further.ticks.note", "further.ticks"),
        key="further_ticks",
        figure=str(rows.columns[0]),
        download="further_ticks_get",
    )
