"""A fault of the ledger goes in; what `--json` says of it comes out."""

from __future__ import annotations

from dataclasses import replace

from campaign import Wording
from commands.plain_json import plain
from ledger import Fault
from loaders import text_without_persons

_OF_SHEETS = frozenset({"file", "raw", "value"})
"""The parameters that repeat what somebody wrote: an older program kept it as it was."""


def sayable(fault: Fault) -> Fault:
    """The fault as it may be said, without persons."""
    params = {
        name: text_without_persons(value)
        if name in _OF_SHEETS and isinstance(value, str)
        else value
        for name, value in fault.params.items()
    }
    return replace(fault, params=params)


def fault_json(fault: Fault, words: Wording) -> dict[str, object]:
    """The check, the place, the figures and the sentence."""
    fault = sayable(fault)
    return {
        "check": fault.check,
        "district": fault.district_id,
        "note": fault.is_note,
        "params": {name: plain(value) for name, value in fault.params.items()},
        "message": fault.words(words),
    }
