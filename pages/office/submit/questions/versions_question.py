"""A file that says otherwise than what stands goes in; both versions come out side by side, and a
person's word on which counts: this sheet, what stands, or none of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign import Issue, Right, Wording, registered_slots
from ledger import Change, Choice, LockedWeek, Plan
from loaders import text_without_persons
from pages.door import opened
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, cell_words, part, slot_words
from pages.office.submit.desk import Desk
from pages.office.submit.give_back import sender_words
from pages.office.submit.paper import Paper
from pages.office.submit.questions.row_versions import beside_html, row_versions

_SIDE_BY_SIDE = 6
"""Units drawn with both versions beneath the list: as many as a screen shows."""
_COLUMNS = ("unit", "figures", "stands_by", "counts")
Differing = tuple[Change, Plan]


def versions_question(desk: Desk, paper: Paper, words: Wording) -> None:
    """The rows and units of which two versions differ, and the buttons that say which counts."""
    rows_differ = row_versions(desk, paper.plans, words)
    plans = [plan for plan in paper.plans if not plan.is_roster and not plan.is_of_rows]
    asked = _Asked(desk, paper, words, tuple(plans))
    units = asked.units()
    if not units:
        if rows_differ:
            asked.answers(())
        return
    past = any(plan.touches_past_week for plan in plans)
    note = "submit.versions.past" if past else "submit.versions.note"
    title, key = words.text("submit.versions.title", n=len(units)), f"versions_{paper.sha256}"
    part(title, words.text(note))
    ticked = chosen_lines(asked.listed(units), units, key=key, alt=title, several=True)
    with st.expander(words.text("submit.versions.beside"), expanded=True):
        st.html(asked.beside((ticked or units)[:_SIDE_BY_SIDE]))
        if len(ticked or units) > _SIDE_BY_SIDE:
            caption(words.text("submit.versions.more", n=_SIDE_BY_SIDE))
    asked.answers(ticked or units)


@dataclass(frozen=True)
class _Asked:
    """The two versions of a file's units: what the plans would change, and what stands."""

    desk: Desk
    paper: Paper
    words: Wording
    plans: tuple[Plan, ...]

    def _differing(self) -> Iterator[Differing]:
        for plan in self.plans:
            for change in (*plan.changed, *plan.clash, *plan.outranked):
                if change.old_state not in ("", "m"):
                    yield change, plan

    def units(self) -> list[str]:
        """The units that two versions differ on, and those settled before, as the sheet lists
        them."""
        told = {change.unit_id for change, _ in self._differing()}
        told |= set(self.desk.answers.of(self.paper.sha256).stays)
        return [line.unit_id for plan in self.plans for line in plan.lines if line.unit_id in told]

    def listed(self, units: Sequence[str]) -> pd.DataFrame:
        """A line a unit: how many figures differ, whose stand, which version counts."""
        words, stays = self.words, self.desk.answers.of(self.paper.sha256).stays
        rows = []
        for unit in units:
            mine = [it for it, _ in self._differing() if it.unit_id == unit]
            senders = dict.fromkeys(sender_words(it.sender, self.desk, words) for it in mine)
            lost = unit in stays or any(it in p.outranked for it, p in self._of(unit))
            counts = words.text(f"submit.versions.{'stands' if lost else 'sheet'}")
            rows.append((self._name(unit), str(len(mine)), "、".join(senders), counts))
        headings = [words.text(f"submit.versions.column.{name}") for name in _COLUMNS]
        return pd.DataFrame(rows, columns=headings, dtype="str")

    def _of(self, unit: str) -> list[Differing]:
        return [it for it in self._differing() if it[0].unit_id == unit]

    def _name(self, unit_id: str) -> str:
        return opened.ledger().roster(self.desk.district.id).name_of(unit_id)

    def beside(self, units: Sequence[str]) -> str:
        """Both versions of each unit, one below the other, cells that differ marked."""
        told = {(c.unit_id, c.slot): c for c, _ in self._differing()}
        differing = {slot for _, slot in told}
        slots = [slot for slot in registered_slots() if slot in differing]
        slots += sorted(differing - set(slots))
        form = self.desk.pack.weekly_form.id
        heads = [slot_words(slot, self.desk.pack, self.words, form=form) for slot in slots]
        lines = []
        for unit in units:
            for version in ("stands", "sheet"):
                name = f"{self._name(unit)} · {self.words.text(f'submit.versions.{version}')}"
                cells = [self._cell(unit, slot, version, told) for slot in slots]
                marks = {i for i, slot in enumerate(slots, 1) if (unit, slot) in told}
                lines.append(((name, *cells), marks))
        return beside_html(heads, lines)

    def _cell(
        self, unit: str, slot: str, version: str, told: Mapping[tuple[str, str], Change]
    ) -> str:
        """What a version says: what differs is in the change, all else stands in both or one."""
        change = told.get((unit, slot))
        if change is not None:
            value = change.old if version == "stands" else change.new
            return cell_words(value, slot, self.desk.pack, self.words)
        for plan in self.plans:
            standing = plan.standing.currents.get(unit)
            sheet = next((line for line in plan.lines if line.unit_id == unit), None)
            line = sheet if version == "sheet" else (standing.line if standing else None)
            if line is not None:
                return cell_words(line.number(slot), slot, self.desk.pack, self.words)
        return ""

    def answers(self, units: Sequence[str]) -> None:
        """This sheet counts, what stands counts, or nothing of the sheet goes in; with a reason."""
        words, key, n = self.words, self.paper.sha256, len(units)
        losing = [(c, p) for c, p in self._differing() if c in p.outranked and c.unit_id in units]
        said = self.desk.answers.of(key).reason or words.text("submit.versions.reason")
        why = st.text_input(
            words.text("submit.versions.why"), said, key=f"why_{key}", max_chars=200
        ).strip()
        may = not losing or self.desk.viewer.may(Right.CHOOSE)
        with st.container(horizontal=True, gap="small"):
            label = words.text("submit.versions.take", n=n)
            if n and st.button(label, key=f"take_{key}", disabled=not may):
                self._take(units, losing, why)
            label, more = words.text("submit.versions.keep", n=n), "submit.versions.keep.help"
            if n and st.button(label, key=f"keep_{key}", help=words.text(more)):
                self._stay({*self.desk.answers.of(key).stays, *units}, why)
            if st.button(words.text("submit.versions.reject"), key=f"reject_{key}"):
                why = text_without_persons(why)
                self.desk.reject(self.paper, Issue("P29", params={"why": why}))
                st.rerun()

    def _take(self, units: Sequence[str], losing: Sequence[Differing], why: str) -> None:
        """The sheet counts; where another's figure comes first by rule, from its week on."""
        pairs = {
            Choice(c.unit_id, p.submission.week or 1, p.submission.source.sender, c.sender)
            for c, p in losing
        }
        by, at = self.desk.viewer, opened.now()
        try:
            for one in sorted(pairs, key=lambda it: (it.unit_id, it.other)):
                opened.ledger().questions.choose(
                    self.desk.district.id, one, by=by, at=at, reason=why
                )
        except LockedWeek as refusal:
            st.warning(self.words.issue(refusal.issue))
            return
        self._stay(set(self.desk.answers.of(self.paper.sha256).stays) - set(units), why)

    def _stay(self, units: Iterable[str], why: str) -> None:
        self.desk.answers.say_stays(self.paper.sha256, units, reason=why)
        st.rerun()
