"""What a check of the ledger found: which check, where, and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign import Wording

NOTES = frozenset({"pack_differs", "pack_unknown"})
"""What is worth knowing and no damage."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be. `params` say where and what, for the catalogues."""

    check: str
    district_id: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_note(self) -> bool:
        """Whether it is no damage, only worth knowing."""
        return self.check in NOTES

    def words(self, words: Wording) -> str:
        """The fault as a sentence."""
        return words.text(f"verify.{self.check}", **self.params)
