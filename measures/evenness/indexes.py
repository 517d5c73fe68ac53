"""How unevenness, effort, change and bounds are told: every index of `indexes.csv` with its
formula, what it says and its source."""

from __future__ import annotations

from dataclasses import dataclass

from campaign import Label, csv_rows, label_in


@dataclass(frozen=True)
class Index:
    """One index. `says` is what a reader may take from it, and what not; `source` the section its
    formula is written in."""

    id: str
    label: Label
    formula: Label
    says: Label
    source: str


INDEXES: tuple[Index, ...] = tuple(
    Index(
        id=line["id"],
        source=line["source"],
        **{name: label_in(line, f"{name}_") for name in ("label", "formula", "says")},
    )
    for line in csv_rows("measures.evenness", "indexes.csv")
)


def index_of(index_id: str) -> Index:
    """The index of that id; raises KeyError for one there is not."""
    return {index.id: index for index in INDEXES}[index_id]
