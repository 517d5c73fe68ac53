"""`settle`: what sheets leave open, and a person's answer to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from campaign import District, wording
from commands.opened import IN_DISTRICT, OPERATOR, acting, chosen_district, opened_ledger
from commands.printed.plain import AS_JSON, lines, tell
from ledger import Choice, Ledger, LockedWeek, NothingAsked

WORDS = wording("zh_CN")


@click.command()
@IN_DISTRICT
@click.option("--submission", type=int, help="the submission whose blanks are answered")
@click.option("--unit", help="of this unit alone; or the unit that is chosen for")
@click.option("--withdraw-blanks/--blanks-stand", "takes_back", default=None, help="its figures")
@click.option("--week", help="ISO week from which a choice holds, such as 2023-W42")
@click.option("--prefer", "sender", help="the sender whose figures on the unit count")
@click.option("--over", "other", help="the sender whose figures do not")
@click.option("--undo", is_flag=True, help="take the choice back from that week on")
@click.option("--reason", default="", help="why")
@AS_JSON
def settle(district_id: str | None, as_json: bool, reason: str, **asked: Any) -> None:
    """List where two senders differ and what blanks would take back; or answer: --submission N
    (--withdraw-blanks | --blanks-stand), or --unit U --week W --prefer S --over T."""
    ledger = opened_ledger()
    district = chosen_district(ledger, district_id)
    try:
        revision = _answered(ledger, district, reason, asked)
    except NothingAsked as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except LockedWeek as refusal:
        raise click.ClickException(WORDS.issue(refusal.issue)) from refusal
    document = questions_json(ledger, district) | {"revision": revision}
    n = {"disputes": sum(not it["is_settled"] for it in document["disputes"])}
    n["blanks"] = len(document["blanks"])
    tell(document, WORDS.text("terminal.questions", **n), as_json=as_json)


def questions_json(ledger: Ledger, district: District) -> dict[str, Any]:
    """The document of `settle --json`."""
    asked = ledger.questions
    return {
        "district": district.id,
        "disputes": lines(asked.disputes(district.id, OPERATOR)),
        "blanks": lines(asked.blanks(district.id, OPERATOR)),
    }


def _answered(ledger: Ledger, district: District, reason: str, asked: dict[str, Any]) -> int | None:
    """The revision of what was answered; None where nothing is."""
    at, asks = datetime.now(UTC), ledger.questions
    if asked["submission"] is not None and asked["takes_back"] is not None:
        words = _words(ledger, district, asked)
        number = asked["submission"]
        return asks.answer_blanks(
            district.id, number, words, by=acting(ledger, district.id), at=at, reason=reason
        )
    if asked["sender"] is None:
        return None
    week = district.calendar.from_iso(asked["week"] or "")
    if week is None or not asked["unit"] or not asked["other"]:
        raise click.UsageError("--prefer needs --over, --unit and a --week of this campaign")
    choice = Choice(asked["unit"], week.number, asked["sender"], asked["other"], not asked["undo"])
    return asks.choose(district.id, choice, by=acting(ledger, district.id), at=at, reason=reason)


def _words(
    ledger: Ledger, district: District, asked: dict[str, Any]
) -> dict[tuple[str, str], bool]:
    """The submission's blanks that ask something, all with the one answer."""
    listed = ledger.questions.blanks(district.id, OPERATOR)
    listed = listed[listed["submission_id"] == asked["submission"]]
    if asked["unit"]:
        listed = listed[listed["unit_id"] == asked["unit"]]
    cells = zip(listed["unit_id"], listed["slot"], strict=True)
    return dict.fromkeys(cells, bool(asked["takes_back"]))
