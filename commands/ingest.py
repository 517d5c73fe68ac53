"""`ingest`: enter workbooks into the ledger from a terminal or a scheduler."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from campaign import CampaignPack, District, Roster, Wording, pack_of, wording
from commands.answers.arrivals import received_times
from commands.answers.options import Answer, with_answers
from commands.files import files_in, new_files, passwords_in, uploads_in
from commands.inspect import summary
from commands.intake import Intake, Outcome
from commands.opened import IN_DISTRICT, acting, chosen_district, chosen_pack, opened_ledger
from commands.printed.plain import AS_JSON
from commands.printed.reading import issue_json
from ledger import Change, Entry, Ledger, LockedWeek, Plan, Receipt
from loaders import Hints, roster_in, workers

_ROWS = ("gone", "older")
_CELLS = ("changed", "clash", "outranked", "blanks")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@with_answers
@click.option(
    "--once", is_flag=True, help="do not remember --figures, --doubtful-tables and --layout"
)
@click.option("--received", help="ISO time of arrival for all files (default: now)")
@click.option("--received-from", type=click.Path(exists=True, path_type=Path), help="CSV of times")
@click.option("--passwords", "passwords_file", type=click.Path(exists=True, path_type=Path))
@click.option("--reason", default="", help="reason for corrections")
@IN_DISTRICT
@click.option("--pack", "pack_id", help="campaign pack of a district that is not there yet")
@click.option(
    "--withdraw-blanks/--blanks-stand",
    "withdraws_blanks",
    default=None,
    help="whether blanks take back what the same sender reported (default: it stands and is asked)",
)
@click.option("--dry-run", is_flag=True, help="plan only; write nothing")
@click.option(
    "--watch", type=click.FloatRange(min=1), help="look again every so many seconds, for ever"
)
@AS_JSON
def ingest(
    paths: tuple[Path, ...],
    answer: Answer,
    once: bool,
    received: str | None,
    received_from: Path | None,
    passwords_file: Path | None,
    reason: str,
    district_id: str | None,
    pack_id: str | None,
    withdraws_blanks: bool | None,
    dry_run: bool,
    watch: float | None,
    as_json: bool,
) -> None:
    """Enter the workbooks of PATHS: rosters first, then by week, then by file name."""
    told = (answer, reason, dry_run, passwords_in(passwords_file))
    way = _Way(district_id, chosen_pack(pack_id), told, once, withdraws_blanks)
    worst = 0
    for files in new_files(paths, every=watch) if watch else [files_in(paths)]:
        district, outcomes = way.take(files, received, received_from)
        worst = max(worst, *(it.status for it in outcomes), 0)
        if as_json:
            document = _document(opened_ledger(), district, outcomes, pack_of(district))
            click.echo(json.dumps(document, ensure_ascii=False, indent=None if watch else 1))
        else:
            for outcome in outcomes:
                _tell(outcome, wording("zh_CN"), pack_of(district))
    click.get_current_context().exit(worst)


@dataclass(frozen=True)
class _Way:
    """How files are entered, whenever they come: into which district, and what was said of them."""

    district_id: str | None
    pack: CampaignPack
    told: tuple[Answer, str, bool, tuple[str, ...]]
    once: bool
    withdraws_blanks: bool | None

    def take(
        self, files: Sequence[Path], received: str | None, received_from: Path | None
    ) -> tuple[District, list[Outcome]]:
        """Enter the files into the district as it is by now."""
        ledger = opened_ledger()
        district = _district(ledger, self.district_id, files, self.pack)
        now, zone = datetime.now(UTC), district.calendar.zone
        times = received_times(received, received_from, now=now, zone=zone)
        who = (ledger, district, pack_of(district), acting(ledger, district.id))
        intake = Intake(*who, *self.told, once=self.once, withdraws_blanks=self.withdraws_blanks)
        return district, intake.take(files, received=times)


def _tell(outcome: Outcome, words: Wording, pack: CampaignPack) -> None:
    click.echo(summary(outcome.reading, words, pack))
    for issue in (issue for plan, _ in outcome.plans for issue in plan.issues):
        click.echo(f"  {issue.code} {words.issue(issue)}")
    for refusal in (LockedWeek(plan.locked) for plan, _ in outcome.plans if plan.locked):
        click.echo(f"  {refusal.issue.code} {words.issue(refusal.issue)}")


def _district(
    ledger: Ledger, district_id: str | None, files: Sequence[Path], pack: CampaignPack
) -> District:
    """The district to enter into. Where there is no own one yet, an empty ledger gets it, and so
    does one with samples only once a roster of another district comes: nobody's own figures may
    end up among invented ones."""
    listed = ledger.districts()
    if district_id is None and all(district.is_sample for district in listed):
        roster = _first_roster(files, pack)
        name = next(iter(roster.district_names), "") if roster else ""
        if not listed or (roster and name not in {district.name for district in listed}):
            own = name or wording("zh_CN").text("terminal.own_district")
            district = District(fresh_id(), own, pack.id, pack.calendar)
            ledger.add_district(district, by=acting(ledger))
    return chosen_district(ledger, district_id)


def fresh_id() -> str:
    """An id that no district of another ledger has: their packages may meet in one."""
    return f"d{uuid4().hex[:10]}"


def _first_roster(files: Sequence[Path], pack: CampaignPack) -> Roster | None:
    uploads = uploads_in(files, Hints())
    for reading in workers().read(uploads, roster=Roster(()), pack=pack):
        if any(submission.form == pack.roster_form.id for submission in reading.submissions):
            return roster_in(reading, pack, valid_from=pack.calendar.starts_on)
    return None


def _document(
    ledger: Ledger, district: District, outcomes: list[Outcome], pack: CampaignPack
) -> dict[str, Any]:
    words = wording("zh_CN")
    return {
        "district": district.id,
        "revision": ledger.revision(district.id),
        "files": [_file(outcome, words, pack) for outcome in outcomes],
    }


def _file(outcome: Outcome, words: Wording, pack: CampaignPack) -> dict[str, Any]:
    reading = outcome.reading
    refused = reading.refused
    return {
        "file": reading.file_name,
        "sha256": reading.sha256,
        "refused": {"code": refused.code, "message": words.issue(refused)} if refused else None,
        "issues": [issue_json(issue, words, pack) for issue in reading.all_issues],
        "submissions": [_submission(plan, receipt) for plan, receipt in outcome.plans],
    }


def _submission(plan: Plan, receipt: Receipt | None) -> dict[str, Any]:
    submission = plan.submission
    return {
        "form": submission.form,
        "week": submission.week,
        "sheet": submission.source.sheet,
        "table": submission.source.table,
        "sender": submission.source.sender,
        "new": list(plan.new),
        "same": list(plan.same),
        **{name: [_change(change) for change in getattr(plan, name)] for name in _CELLS},
        "answered": [[*cell, takes_back] for cell, takes_back in plan.answered.items()],
        **{name: list(getattr(plan, name)) for name in ("held", "absent", "locked")},
        **{name: [_row(entry) for entry in getattr(plan, name)] for name in _ROWS},
        "already_received": receipt.already_received if receipt else plan.received_as is not None,
        "revision": receipt.revision if receipt else None,
        "submission_id": receipt.submission_id if receipt else None,
    }


def _row(entry: Entry) -> dict[str, Any]:
    at = {"submission_id": entry.submission_id, "row": entry.sheet_row}
    return {"unit": entry.unit_id, "day": entry.day, **at}


def _change(change: Change) -> dict[str, Any]:
    return {
        "unit": change.unit_id,
        "slot": change.slot,
        "old": change.old,
        "new": change.new,
        "sender": change.sender,
    }
