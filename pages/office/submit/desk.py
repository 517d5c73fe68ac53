"""The desk where uploads wait: bytes go in; readings, plans and receipts come out.

Bytes are put away before they are parsed. A refused file leaves the desk at once, and only its
refusal is written down; what was accepted leaves it with its receipt, its original kept apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from campaign import (
    CampaignPack,
    District,
    Issue,
    Keyed,
    KnownLayout,
    Memory,
    Submission,
    Viewer,
    Wording,
)
from exports import copy_apart
from ledger import Plan, Refused, Waiting
from loaders import (
    Hints,
    Pointing,
    Reading,
    Upload,
    name_shown,
    reading_kept,
    shared_units,
    text_without_persons,
    workers,
)
from pages.door import opened
from pages.office.submit.answers import Answers, hints_of
from pages.office.submit.drop import Drop
from pages.office.submit.owners import seen_waiting
from pages.office.submit.paper import (
    KEPT,
    Paper,
    in_order,
    is_asked,
    is_locked,
    may_pass,
    stands_for,
)
from pages.office.submit.reread import remember, still_holds
from pages.office.submit.visit import Visit

_MOST_LATE = 3
"""Files of a drop that may take too long: a minute of a worker, while others wait for it."""
Tell = Callable[[int, int], None]
ReadAndPlanned = tuple[Reading, tuple[Plan, ...]]

_memory = Memory(room=400)
"""Of all desks: a week's workbooks of some hundred units, read and planned once."""


@dataclass(frozen=True)
class Desk:
    """One district's desk for one viewer."""

    district: District
    viewer: Viewer
    pack: CampaignPack

    @property
    def visit(self) -> Visit:
        """What the present visit remembers of the desk."""
        return Visit(self.district.id, self.viewer.account)

    @property
    def answers(self) -> Answers:
        """What people say of the files that wait."""
        return Answers(self.district, self.viewer)

    def put(self, uploads: Sequence[tuple[str, bytes]], *, tell: Tell) -> None:
        """Put uploads away, a zip's files one by one, and read each once; refused ones are dropped
        and remembered, save those that a password or a person's word opens. A file takes the place
        of one of its name that the same visit left waiting, where all that said is in the new one;
        what somebody else left waits beside it."""
        before = [w for w in opened.staging(self.district).waiting() if self.visit.by in w.owners]
        waiting, refused = self._put_away(uploads), []
        read = workers().read(
            [upload for _, upload in waiting],
            roster=opened.ledger().roster(self.district.id),
            pack=self.pack,
            most_late=_MOST_LATE,
        )
        for done, (reading, (sha256, upload)) in enumerate(
            zip(read, waiting, strict=True), start=1
        ):
            if self._keep(sha256, reading):
                named = [w for w in before if w.file_name == upload.file_name]
                self._take_place([w for w in named if w.sha256 != sha256], reading)
            else:
                refused.append(sha256)
            tell(done, len(waiting))
        for sha256 in refused:  # only now: the same bytes may have come under two names
            self.remove(sha256)

    def _put_away(self, uploads: Sequence[tuple[str, bytes]]) -> list[tuple[str, Upload]]:
        """Each file that waits now with its SHA-256; what is not taken is remembered."""
        staging, now = opened.staging(self.district), opened.now()
        self.visit.gone.clear()
        self.visit.replaced.clear()
        if opened.is_clock_steady():
            staging.sweep(before=now - KEPT)
        waiting = []
        for file in Drop(staging, workers(), by=self.visit.by, at=now).put_away(uploads):
            if isinstance(file.found, Issue):
                self.refuse("", file.file_name, file.found)
            else:
                place, hints = staging.place(file.found), self._hints(file.found)
                waiting.append((file.found, Upload(file.file_name, place, hints)))
        return waiting

    def _take_place(self, before: Sequence[Waiting], reading: Reading) -> None:
        """Take files off the desk that a newer one stands for."""
        for there in before:
            old = _Waiting(self, there.sha256, there.file_name, self._asked(there.sha256))
            if stands_for(reading, _found(old)[0]):
                self.remove(there.sha256)
                self.visit.replaced.append(name_shown(there.file_name))

    def unlock(self, paper: Paper, password: str) -> Issue | None:
        """Put an encrypted workbook's decrypted bytes in its place, or say why that cannot be.
        The password is used here and kept nowhere."""
        staging = opened.staging(self.district)
        clear = workers().unlocked(staging.place(paper.sha256), password)
        if isinstance(clear, Issue):
            return clear
        self.remove(paper.sha256)
        self.put([(paper.file_name, clear)], tell=lambda done, total: None)  # noqa: ARG005
        return None

    def _keep(self, sha256: str, reading: Reading) -> bool:
        """Plan what was read; whether it stays: a refused file leaves the desk unless an answer
        would open it."""
        if not may_pass(reading):
            _found(_Waiting(self, sha256, reading.file_name, self._asked(sha256), reading))
        if reading.refused is None or is_locked(reading) or is_asked(reading):
            return True
        why = reading_kept(reading).refused or reading.refused
        self.refuse(sha256, reading.name_kept, why)
        return False

    def refuse(self, sha256: str, file_name: str, why: Issue) -> None:
        """Write down, for ever, that a file was not taken: a name maybe a person's is hidden."""
        refused = Refused(sha256, text_without_persons(file_name), why)
        exchange, at = opened.ledger().exchange, opened.now()
        exchange.refuse(self.district.id, refused, by=self.viewer, at=at)

    def papers(self) -> list[Paper]:
        """Every file that waits, read and planned now: rosters first, then by week and name."""
        found = []
        for waiting, whose in seen_waiting(self.district, self.viewer, by=self.visit.by):
            reading, plans = _found(
                _Waiting(self, waiting.sha256, waiting.file_name, self._asked(waiting.sha256))
            )
            arrived = self.answers.of(waiting.sha256).arrived or waiting.put_at
            is_mended = bool(self.answers.of(waiting.sha256).mended)
            told = (reading.file_name, arrived, reading, plans, whose, is_mended)
            found.append(Paper(waiting.sha256, *told))
        self.visit.note(found)
        shared = shared_units([paper.reading for paper in found])
        noted = [
            replace(p, reading=replace(p.reading, issues=(*p.reading.issues, *more)))
            for p, more in zip(found, shared, strict=True)
        ]
        return sorted(noted, key=partial(in_order, roster=self.pack.roster_form.id))

    def marked(self, paper: Paper, words: Wording) -> bytes:
        """The sender's workbook with its doubts marked; where it is gone or cannot be marked, the
        list of doubts, which says so."""
        file = opened.staging(self.district).place(paper.sha256)
        return copy_apart(file, paper.reading, words, self.pack, by=workers())

    def remove(self, sha256: str) -> None:
        """Take a file off the desk; nothing of it is kept, nor of what was said of it, unless it is
        on another's desk too."""
        self.visit.take_off(sha256)
        self.clear(sha256, of=self.viewer.account or None)

    def clear(self, sha256: str, *, of: str | None = None) -> None:
        """The same on everybody's desk, or on one's own, without a look at the visit: any look may
        end the run where somebody pressed something else meanwhile."""
        if opened.staging(self.district).drop(sha256, of=of):
            self.answers.forget(sha256)

    def reject(self, paper: Paper, why: Issue) -> None:
        """Take nothing of a file, by a person's word: its refusal is written down."""
        self.refuse(paper.sha256, paper.reading.name_kept, why)
        self.remove(paper.sha256)

    def plan(self, sha256: str, sent: Submission) -> Plan:
        """What accepting a table of a waiting file would do, by what people said of the file."""
        word = self.answers.of(sha256)
        at = word.arrived or opened.staging(self.district).put_at(sha256)
        return opened.ledger().plan(
            self.district.id, sent, answered=word.takes_back, stays=word.stays, received_at=at
        )

    def as_sent(self, paper: Paper) -> Reading:
        """A file whose cells were mended, as its sender sent it."""
        hints = replace(self._hints(paper.sha256), mended={})
        return self._read_with(hints, paper.sha256, paper.file_name)

    def confirm_layout(self, layout: KnownLayout) -> None:
        """Keep a person's word on a table's headings, for every sheet like it."""
        opened.ledger().confirm_layout(self.district.id, layout, by=self.viewer, at=opened.now())

    def read_as(self, paper: Paper, pointed: Pointing) -> Reading:
        """A file that waits, as it would be read with what a person points at; nothing is kept."""
        asked = (*self._asked(paper.sha256), pointed)
        return _read_as(_Waiting(self, paper.sha256, paper.file_name, asked), pointed)

    def _asked(self, sha256: str) -> tuple[object, ...]:
        """What a file's reading and plans depend on beside its bytes and name."""
        day = self.district.calendar.local(opened.now()).date()
        put_at = opened.staging(self.district).put_at(sha256)
        return opened.revision(self.district), self.answers.of(sha256), day, put_at

    def _hints(self, sha256: str) -> Hints:
        return hints_of(self.district, self.viewer, self.pack, sha256, self.answers.of(sha256))

    def read(self, sha256: str, file_name: str, *pointed: Pointing) -> Reading:
        """A file that waits, read with what is known now and what a person points at."""
        return self._read_with(replace(self._hints(sha256), pointed=pointed), sha256, file_name)

    def _read_with(self, hints: Hints, sha256: str, file_name: str) -> Reading:
        return workers().read_one(
            Upload(file_name, opened.staging(self.district).place(sha256), hints),
            roster=opened.ledger().roster(self.district.id),
            pack=self.pack,
        )


class _PassingError(Exception):
    """Carries a reading that is not to be kept past whoever keeps readings."""

    def __init__(self, found: ReadAndPlanned) -> None:
        super().__init__()
        self.found = found


@dataclass(frozen=True)
class _Waiting(Keyed):
    """A file on a desk, with what its reading depends on; and its reading, where it is read."""

    desk: Desk
    sha256: str
    file_name: str
    asked: tuple[object, ...]
    reading: Reading | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Whatever desk of the district and scope it lies on, it is read alike."""
        return *self.here, self.desk.pack, *self.asked

    @property
    def here(self) -> tuple[object, ...]:
        """The file, and the desk it lies on."""
        place = (opened.ledger(), self.desk.district.id, self.desk.viewer.scope)
        return *place, self.sha256, self.file_name


@_memory
def _read_and_planned(waiting: _Waiting) -> ReadAndPlanned:
    """One reading of the same bytes at the same revision, shared and never changed."""
    desk = waiting.desk
    revision, *rest = waiting.asked
    at = (*waiting.here, *rest)
    reading = waiting.reading or still_holds(desk.district.id, at, int(str(revision)))
    reading = reading or desk.read(waiting.sha256, waiting.file_name)
    found = reading, tuple(desk.plan(waiting.sha256, sent) for sent in reading.submissions)
    if may_pass(reading):
        raise _PassingError(found)
    remember(at, int(str(revision)), reading)
    return found


@_memory
def _read_as(waiting: _Waiting, pointed: Pointing) -> Reading:
    """The same with what a person points at, however often the page is drawn meanwhile."""
    return waiting.desk.read(waiting.sha256, waiting.file_name, pointed)


def _found(waiting: _Waiting) -> ReadAndPlanned:
    """The reading and its plans; one that failed for a reason that may pass is not remembered and
    is tried again when somebody looks again."""
    try:
        return _read_and_planned(waiting)
    except _PassingError as passing:
        return passing.found
