"""`verify`: whether the ledger is as it must be; words and exit status 1 where it is not."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from campaign import District, Wording, wording
from commands.opened import opened_ledger
from commands.printed.plain import AS_JSON, plain, tell
from ledger import Fault, Ledger, short
from loaders import text_without_persons


@click.command()
@click.option("--district", "district_id", help="district id (default: every district)")
@AS_JSON
def verify(district_id: str | None, as_json: bool) -> None:
    """Check the audit chain, the sheets, what counts, the panel, cuts and originals."""
    ledger, words = opened_ledger(), wording("zh_CN")
    try:
        faults = ledger.record.verify(district_id)
    except KeyError as error:
        told = f"the ledger does not hold district {district_id!r} yet"
        raise click.ClickException(told) from error
    said = [f"{fault.district_id}\t{sayable(fault).words(words)}" for fault in faults]
    document = verify_json(ledger, faults, words, district_id) if as_json else None
    tell(document, *(said or [words.text("verify.clean")]), as_json=as_json)
    if any(not fault.is_note for fault in faults):
        sys.exit(1)


def verify_json(
    ledger: Ledger, faults: tuple[Fault, ...], words: Wording, district_id: str | None
) -> dict[str, object]:
    """The document of `verify --json`: every district with its revision and head, every fault."""
    return {
        "districts": [
            {
                "district": district.id,
                "revision": ledger.revision(district.id),
                "head": ledger.record.head(district.id),
                "short": short(ledger.record.head(district.id)),
            }
            for district in _readable(ledger, faults)
            if district_id in (None, district.id)
        ],
        "faults": [fault_json(fault, words) for fault in faults],
    }


def _readable(ledger: Ledger, faults: tuple[Fault, ...]) -> tuple[District, ...]:
    """The districts; none where one of them cannot be read, which the faults tell."""
    is_told = any(
        fault.params.get("table") == "district" or fault.params.get("name") == "district"
        for fault in faults
    )
    return () if is_told else ledger.districts()


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
