"""A fault of the ledger goes in; what `--json` says of it comes out."""

from __future__ import annotations

from campaign import Wording
from commands.plain_json import plain
from ledger import Fault


def fault_json(fault: Fault, words: Wording) -> dict[str, object]:
    """The check, the place, the figures and the sentence."""
    return {
        "check": fault.check,
        "district": fault.district_id,
        "note": fault.is_note,
        "params": {name: plain(value) for name, value in fault.params.items()},
        "message": fault.words(words),
    }
