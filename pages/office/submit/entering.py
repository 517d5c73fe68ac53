"""Files that can go in go in; the ledger has them, and what it would do otherwise than was shown
stays on the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from campaign import Issue, Submission
from ledger import LockedWeek, Plan, Receipt, StalePlan
from pages.door import opened
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Stayed:
    """A file that did not go in: `by_pile` where a file stored with it says otherwise, not somebody
    else."""

    file_name: str
    by_pile: bool


def take_in(desk: Desk, papers: Sequence[Paper], *, reason: str, tell: Tell) -> list[Stayed]:
    """Enter the papers; those that stayed, whose plan no longer held or would do something else
    than the page showed when the person pressed.

    What a file of the same pile changed is planned anew without a word, unless another figure would
    change by it. What a frozen week keeps out stays until the week is opened again.
    """
    pile = _Pile(desk, reason, opened.revision(desk.district))
    stayed = []
    for done, paper in enumerate(papers, start=1):
        try:
            if paper.effect != desk.visit.shown.get(paper.sha256, paper.effect):
                raise StalePlan(paper.file_name)
            pile.enter(paper)
        except (StalePlan, LockedWeek):
            stayed.append(Stayed(paper.file_name, pile.is_alone))
        except OSError:
            desk.refuse(paper.sha256, paper.reading.file_name, Issue("F24"))
        tell(done, len(papers))
    return stayed


class _Pile:
    """Files that go in with one press. While the ledger is where they left it, whatever moved was
    moved by them."""

    def __init__(self, desk: Desk, reason: str, revision: int) -> None:
        self._desk, self._reason = desk, reason
        self._first = self._left_at = revision

    @property
    def is_alone(self) -> bool:
        """Whether nobody else wrote since, and the pile did."""
        now = opened.revision(self._desk.district)
        return self._first != now == self._left_at

    def enter(self, paper: Paper) -> None:
        """Enter a file's tables, first as it was sent where cells were mended, and its original."""
        desk, original = self._desk, b""
        desk.visit.take_off(paper.sha256)  # first: what is in must leave the desk whatever comes
        if paper.reading.keeps_original:  # first of all: a file that is gone is not entered
            original = opened.staging(desk.district).read(paper.sha256)
        receipts = [self._accepted(plan, sent, paper) for plan, sent in self._tables(paper)]
        if original and receipts:
            opened.ledger().record.keep_original(
                desk.district.id,
                data=original,
                file_name=paper.reading.name_kept,
                by=desk.viewer,
                at=opened.now(),
            )
        if not paper.locked:
            desk.clear(paper.sha256)

    def _tables(self, paper: Paper) -> Iterator[tuple[Plan, Submission]]:
        if paper.is_mended and not paper.locked:
            for sent in self._desk.as_sent(paper).submissions:
                yield self._desk.plan(paper.sha256, sent), sent
        for plan, sent in zip(paper.plans, paper.reading.submissions, strict=True):
            if not plan.locked:
                yield plan, sent

    def _accepted(self, plan: Plan, sent: Submission, paper: Paper) -> Receipt:
        try:
            return self._accept(plan, paper)
        except StalePlan:
            again = self._desk.plan(paper.sha256, sent)
            if not self.is_alone or not _asks_no_more(again, plan):
                raise
            return self._accept(again, paper)

    def _accept(self, plan: Plan, paper: Paper) -> Receipt:
        reason = self._reason or self._desk.answers.of(paper.sha256).reason
        by, at = self._desk.viewer, paper.put_at
        was_alone = self._left_at == opened.revision(self._desk.district)
        receipt = opened.ledger().accept(plan, by=by, received_at=at, reason=reason)
        if was_alone:
            self._left_at = receipt.revision
        return receipt


_ASKED = ("changed", "clash", "gone", "outranked", "blanks")


def _asks_no_more(again: Plan, shown: Plan) -> bool:
    """Whether no figure would change, and nothing is asked, that was not shown."""
    return not again.locked and all(
        set(getattr(again, name)) <= set(getattr(shown, name)) for name in _ASKED
    )
