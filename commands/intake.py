"""Files go in; the ledger takes what can go in, and a verdict on each file comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaign import CampaignPack, District
from ledger import Ledger, Plan, Receipt
from loaders import Hints, Reading, read_workbook


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its reading, and each submission's plan with its receipt."""

    reading: Reading
    plans: tuple[tuple[Plan, Receipt | None], ...] = ()


@dataclass(frozen=True)
class Intake:
    """A district's door for files: who enters them, and the person's word on the week."""

    ledger: Ledger
    district: District
    pack: CampaignPack
    by: str
    week: int | None = None
    reason: str = ""
    dry_run: bool = False

    def take(
        self,
        paths: Sequence[Path],
        *,
        received: Mapping[str, datetime],
        progress: Callable[[], None] = lambda: None,
    ) -> list[Outcome]:
        """Enter every file: rosters first, then what has no week, then by week; by arrival and
        name within.

        `received` gives arrival by file name, '' for all others; `progress` is called twice a
        file: when it is first read and when it is entered.
        """
        places = []
        for path in paths:
            places.append((self._place(path, received), path))
            progress()
        outcomes = []
        for _, path in sorted(places):
            outcomes.append(self._enter(path, received.get(path.name, received[""])))
            progress()
        return outcomes

    def _place(
        self, path: Path, received: Mapping[str, datetime]
    ) -> tuple[int, datetime, str, str]:
        received_at = received.get(path.name, received[""])
        reading = self._read(path, received_at)
        forms = {submission.form for submission in reading.submissions}
        weeks = [s.week for s in reading.submissions if s.week is not None]
        first = min(weeks, default=0 if forms else self.district.calendar.n_weeks + 1)
        return -1 if "roster" in forms else first, received_at, path.name, str(path)

    def _read(self, path: Path, received_at: datetime) -> Reading:
        district = self.district
        return read_workbook(
            path.read_bytes(),
            file_name=path.name,
            roster=self.ledger.roster(district.id),
            pack=self.pack,
            hints=Hints(
                week=self.week,
                calendar=district.calendar,
                today=received_at.astimezone(ZoneInfo(district.calendar.zone)).date(),
                received_at=received_at,
                earlier=lambda week: self.ledger.earlier(district.id, week=week),
            ),
        )

    def _enter(self, path: Path, received_at: datetime) -> Outcome:
        reading = self._read(path, received_at)
        plans: list[tuple[Plan, Receipt | None]] = []
        for submission in reading.submissions:
            plan = self.ledger.plan(self.district.id, submission)
            receipt = None
            if not self.dry_run:
                receipt = self.ledger.accept(
                    plan, by=self.by, received_at=received_at, reason=self.reason
                )
            plans.append((plan, receipt))
        return Outcome(reading, tuple(plans))
