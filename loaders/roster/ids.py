"""A roster row's code and name go in; the id of the unit it means, or the doubt, comes out.

A code that the ledger does not know gives a known name no second unit, and a known code with
another known unit's name is nobody's: lists are renumbered, and histories must not change hands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from campaign import Roster, Unit, fold


class RosterIds:
    """The units the ledger has already, by their code, without one by their id, and by every name
    they have had."""

    def __init__(self, known: Roster, *, listed_codes: Collection[str]) -> None:
        """`listed_codes` are the codes on the sheet that is read."""
        self._units = known.by_id
        self._listed = frozenset(map(fold, listed_codes))
        self._coded = {fold(unit.code or unit.id): unit.id for unit in known.by_id.values()}
        self._named: dict[str, set[str]] = defaultdict(set)
        for unit in known.units:
            self._named[fold(unit.name)].add(unit.id)

    def unit_id(self, code: str, name: str) -> str:
        """The id of a known unit, else the code, else the name."""
        if fold(code) in self._coded:
            return self._coded[fold(code)]
        ids = self._named.get(fold(name), set())
        free = [id_ for id_ in ids if not code or not self._is_listed(self._units[id_])]
        return free[0] if len(ids) == len(free) == 1 else code or fold(name)

    def own_code(self, code: str) -> str:
        """The code as the ledger has it: a unit without one is handed out under its id."""
        unit = self._units.get(self._coded.get(fold(code), "")) if code else None
        return unit.code if unit is not None and not unit.code else code

    def _is_listed(self, unit: Unit) -> bool:
        """Whether the sheet has the unit under its own code."""
        return bool(unit.code) and fold(unit.code) in self._listed

    def other(self, code: str, name: str) -> Unit | None:
        """The unit whose code it is where the name is another known unit's; else None."""
        coded = self._coded.get(fold(code)) if code else None
        named = self._named.get(fold(name), set())
        return self._units[coded] if coded and named and coded not in named else None
