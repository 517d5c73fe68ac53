"""What a person said of a table's headings, once for all sheets of that layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownLayout:
    """A layout a person confirmed, to be kept by its fingerprint.

    `form` is the form's id; `fields` gives by normalised heading the slot or field it holds (a
    quantity's id, `<id>@cumulative`, a field's id), empty for a heading to be left out.
    """

    fingerprint: str
    form: str
    fields: Mapping[str, str]

    def to_json(self) -> str:
        """The layout as one JSON document."""
        told = {"fingerprint": self.fingerprint, "form": self.form, "fields": dict(self.fields)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> KnownLayout:
        """The layout written by `to_json`."""
        return KnownLayout(**json.loads(text))
