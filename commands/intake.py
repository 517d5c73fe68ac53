"""Files go in; the ledger takes what can go in, and a verdict on each file comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from campaign import (
    CampaignPack,
    District,
    KnownLayout,
    Submission,
    Viewer,
    WordAnswer,
    pack_of,
    settings_of,
)
from commands.answers.options import Answer
from commands.files import uploads_in
from ledger import Ledger, LockedWeek, Plan, Receipt, Refused
from loaders import Hints, Reading, Upload, reading_kept, workers
from measures import default_week

HELD, REFUSED = 3, 4
"""Exit statuses: 1 and 2 are a command that failed and one that was not understood."""
_UNASKED = Answer(None, False, "")


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its reading, and each submission's plan with its receipt."""

    reading: Reading
    plans: tuple[tuple[Plan, Receipt | None], ...] = ()

    @property
    def status(self) -> int:
        """0 where all of it is in, or would be; HELD where something waits for a person or its
        sender; REFUSED where the file was not taken."""
        if self.reading.refused is not None:
            return REFUSED
        tables = [table for table in self.reading.tables if table.submission is None]
        waits = any(p.submission.n_held or p.locked or p.blanks for p, _ in self.plans)
        return HELD if waits or tables or not self.plans else 0


@dataclass(frozen=True)
class Intake:
    """A district's door for files: who enters them, and the person's word on the week, on figures
    that may be read two ways, on where things stand, remembered unless it is for `once`, and on
    blanks where a figure stood."""

    ledger: Ledger
    district: District
    pack: CampaignPack
    by: Viewer
    answer: Answer = _UNASKED
    reason: str = ""
    dry_run: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    keeps_originals: bool = True
    once: bool = False
    withdraws_blanks: bool | None = None

    def take(
        self,
        paths: Sequence[Path],
        *,
        received: Mapping[str, datetime],
        progress: Callable[[], None] = lambda: None,
    ) -> list[Outcome]:
        """Enter every file: rosters first, then what has no week, then by week; by arrival and
        name within. `received` gives arrival by file name, '' for all others; `progress` is called
        when a file is first read and when it is entered."""
        roster = self.ledger.roster(self.district.id)
        arrived = self._arrived(paths, received)
        uploads, words = self.answer.taught(
            [upload for upload, _, _ in arrived], roster=roster, district=self.district
        )
        if words:
            return self._knowing(words).take(paths, received=received, progress=progress)
        found = self.answer.read(uploads, roster=roster, pack=self.pack, progress=progress)
        self._remember(found.layouts)
        read = zip(found.readings, found.uploads, arrived, strict=True)
        placed = [
            ((self._turn(reading), at, upload.file_name, str(path)), upload, at)
            for reading, upload, (_, path, at) in read
        ]
        placed.sort(key=lambda place: place[0])
        return [self._enter(upload, at, progress) for _, upload, at in placed]

    def _arrived(
        self, paths: Sequence[Path], received: Mapping[str, datetime]
    ) -> list[tuple[Upload, Path, datetime]]:
        """Each file with where it lies and when it came."""
        times = [(path, received.get(path.name, received[""])) for path in paths]
        return [
            (upload, path, at)
            for path, at in times
            for upload in uploads_in([path], self._hints(at))
        ]

    def _knowing(self, words: Sequence[WordAnswer]) -> Intake:
        """The same with what was said of a roster's words, remembered unless nothing is written."""
        id_, said = self.district.id, settings_of(self.district, words)
        if self.dry_run:
            district = self.ledger.settings.tried(id_, said)
        else:
            self.ledger.settings.put(
                id_, said, by=self.by, at=datetime.now(UTC), reason=self.reason
            )
            district = next(it for it in self.ledger.districts() if it.id == id_)
        return replace(self, district=district, pack=pack_of(district))

    def _remember(self, layouts: Mapping[str, KnownLayout]) -> None:
        """Keep what was said for every sheet like these, as a word on the page is kept."""
        if self.once or self.dry_run:
            return
        before = self.ledger.layouts(self.district.id)
        for layout in layouts.values():
            if before.get(layout.fingerprint) != layout:
                at = datetime.now(UTC)
                self.ledger.confirm_layout(self.district.id, layout, by=self.by, at=at)

    def _turn(self, reading: Reading) -> int:
        """When a file's turn comes: rosters, what has no week, then by week."""
        forms = {submission.form for submission in reading.submissions}
        weeks = [s.week for s in reading.submissions if s.week is not None]
        first = min(weeks, default=0 if forms else self.district.calendar.n_weeks + 1)
        return -1 if self.pack.roster_form.id in forms else first

    def _hints(self, received_at: datetime) -> Hints:
        district = self.district
        latest = default_week(self.ledger.panel(district.id, self.by), self.pack)
        return replace(
            self.answer.hints(district.calendar),
            calendar=district.calendar,
            today=district.calendar.local(received_at).date(),
            received_at=received_at,
            latest=latest.number if latest else None,
            earlier=lambda week: self.ledger.earlier(district.id, week=week),
            layouts=self.ledger.layouts(district.id),
            passwords=self.passwords,
        )

    def _enter(
        self, upload: Upload, received_at: datetime, progress: Callable[[], None]
    ) -> Outcome:
        roster = self.ledger.roster(self.district.id)
        now = self._hints(received_at)  # what is known by now, beside what was answered
        layouts = {**now.layouts, **upload.hints.layouts}
        hints = replace(upload.hints, latest=now.latest, earlier=now.earlier, layouts=layouts)
        reading = workers().read_one(replace(upload, hints=hints), roster=roster, pack=self.pack)
        plans = [self._entered(submission, received_at) for submission in reading.submissions]
        keeps = reading.keeps_original and self.keeps_originals and any(it for _, it in plans)
        if keeps and isinstance(upload.content, Path):
            self.ledger.record.keep_original(
                self.district.id,
                data=upload.content.read_bytes(),
                file_name=reading.name_kept,
                by=self.by,
                at=datetime.now(UTC),
            )
        progress()
        return Outcome(self._kept(reading, received_at), tuple(plans))

    def _kept(self, reading: Reading, received_at: datetime) -> Reading:
        """The reading as it may be told later; that the file was refused is written down."""
        kept = reading_kept(reading)
        if kept.refused is not None and not self.dry_run:
            told = Refused(kept.sha256, reading.name_kept, kept.refused)
            self.ledger.exchange.refuse(self.district.id, told, by=self.by, at=received_at)
        return kept

    def _entered(
        self, submission: Submission, received_at: datetime
    ) -> tuple[Plan, Receipt | None]:
        """The plan with its receipt; without one where frozen weeks would change, and where nothing
        is to be written."""
        plan = self.ledger.plan(
            self.district.id, submission, answered=self.withdraws_blanks, received_at=received_at
        )
        if self.dry_run:
            return plan, None
        try:
            return plan, self.ledger.accept(
                plan, by=self.by, received_at=received_at, reason=self.reason
            )
        except LockedWeek as refusal:
            return replace(plan, locked=refusal.weeks), None
