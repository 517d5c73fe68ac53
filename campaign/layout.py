"""What a person said of a table's headings, once for all sheets of that layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

_END = "/end"
"""Not a heading's name: levels are joined by a stroke, and none is empty."""


@dataclass(frozen=True)
class KnownLayout:
    """A layout a person confirmed, to be kept by its fingerprint.

    `form` is the form's id; `fields` gives by normalised heading the slot or field it holds (a
    quantity's id, `<id>@cumulative`, a field's id), empty for a heading to be left out. Headings
    that are alike are told apart by their number from the left, columns without one by the heading
    beside them. Where a person said which row is the last, `fields` holds that too, as `end`.
    """

    fingerprint: str
    form: str
    fields: Mapping[str, str]

    @property
    def end(self) -> str:
        """What stands in the first line below the table, as `loaders` reads it; empty where nobody
        said where it ends."""
        return self.fields.get(_END, "")

    def ending(self, end: str) -> KnownLayout:
        """The same, of a table that ends there."""
        return KnownLayout(
            self.fingerprint, self.form, {**self.fields, **({_END: end} if end else {})}
        )

    def to_json(self) -> str:
        """The layout as one JSON document."""
        told = {"fingerprint": self.fingerprint, "form": self.form, "fields": dict(self.fields)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> KnownLayout:
        """The layout written by `to_json`."""
        return KnownLayout(**json.loads(text))
