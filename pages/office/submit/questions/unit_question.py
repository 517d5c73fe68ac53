"""Names that are no unit's go in; a search over the roster for each comes out, and what a person
says is kept: the same as one there is, a new one, none of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign import FieldRole, Issue, Right, Unit, Week, Wording, stranger
from ledger import LockedWeek, SettingRefused, StalePlan
from pages.door import opened
from pages.drawn.lists.roster_sheet import columns_of, read_as_roster
from pages.markup import part, plain
from pages.office.submit.desk import Desk
from pages.office.submit.paper import ASKED_UNITS, Paper

_RESEMBLES = "U01"
"""The doubt whose first suggestion is the likeliest; of two of one name neither is."""
_NEW, _STRANGER = "+", "-"
_NARROW, _WIDE = 190, 380
_SEVERAL = 2


def unit_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """A question a name, and one for a sheet that names nobody."""
    found = {i.raw: i for i in reversed(paper.reading.all_issues) if i.code in ASKED_UNITS}
    if not found or not desk.viewer.may(Right.CONFIRM_ALIAS):
        return
    part(words.text("submit.unit.title", n=len(found)), words.text("submit.unit.note"))
    asked = _Asked(desk, paper, words, _week(desk, paper))
    nobodys = [raw for raw, issue in found.items() if _names_nobody(issue)]
    named = [asked.about(issue) for raw, issue in reversed(found.items()) if raw not in nobodys]
    asked.all_at_once(dict(filter(None, named)))
    if nobodys:
        asked.whose()


def _names_nobody(issue: Issue) -> bool:
    """Whether the sheet itself says no name: what it is called is no unit's other name."""
    at = issue.address
    return not issue.raw or (at is not None and not at.column and issue.raw == at.sheet)


def _week(desk: Desk, paper: Paper) -> Week:
    """The sheet's week, from which on a new unit is there; without one the district's first."""
    weeks = [week for table in paper.reading.tables for week in table.weeks]
    return min(weeks, key=lambda week: week.number, default=desk.district.calendar.week(1))


@dataclass(frozen=True)
class _Asked:
    """Whom a file names, asked of one viewer, as the roster is in the week of the file."""

    desk: Desk
    paper: Paper
    words: Wording
    week: Week

    def about(self, issue: Issue) -> tuple[str, str] | None:
        """One name: whom it means; what it resembles most stands there, and a press keeps it. The
        name and the unit of the roster that stands there, None for any other answer."""
        words, raw, key = self.words, issue.raw, f"unit_{self.desk.district.id}_{issue.raw}"
        listed = issue.params.get("candidates", ())
        likely = [str(it) for it in listed] if isinstance(listed, tuple) else []
        others = [_NEW] if raw in self._unsaid else [_NEW, _STRANGER]
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            label = words.text("submit.ask_unit", raw=plain(raw))
            is_ranked = issue.code == _RESEMBLES
            chosen = self._choice(label, key, likely, others, is_ranked=is_ranked)
            told = self._new_unit(raw, key) if chosen == _NEW else {}
            ready = bool(chosen) and all(told.values())
            label = words.text("submit.remember")
            pressed = st.button(label, key=f"remember_{key}", disabled=not ready)
        if pressed and chosen:
            self._keep(raw, chosen, told)
        return (raw, chosen) if chosen and chosen not in _KEYS else None

    def all_at_once(self, named: Mapping[str, str]) -> None:
        """One press that keeps all the names as they stand there; not where two of them would be
        one unit, of which one is wrong."""
        if len(named) < _SEVERAL or len(set(named.values())) < len(named):
            return
        label = self.words.text("submit.unit.all", n=len(named))
        if st.button(label, key=f"all_names_{self.paper.sha256}"):
            ledger, by, at = opened.ledger(), self.desk.viewer, opened.now()
            for raw, unit_id in named.items():
                ledger.confirm_alias(self.desk.district.id, raw=raw, unit_id=unit_id, by=by, at=at)
            st.rerun()

    def whose(self) -> None:
        """Whose sheet it is that names no unit: a word on this file alone."""
        key = f"whose_{self.paper.sha256}"
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = self._choice(self.words.text("submit.ask_whose"), key, [], [])
            if st.button(self.words.text("submit.read_again"), key=f"read_{key}") and chosen:
                self.desk.answers.say_sender(self.paper.sha256, chosen)
                st.rerun()

    def _choice(
        self,
        label: str,
        key: str,
        likely: Sequence[str],
        others: Sequence[str],
        *,
        is_ranked: bool = False,
    ) -> str | None:
        words, known = self.words, self._units
        first = [id_ for id_ in likely if id_ in known]
        return st.selectbox(
            label,
            list(dict.fromkeys([*first, *others, *known])),
            index=0 if first and is_ranked else None,
            format_func=lambda it: (
                known[it].name if it in known else words.text(f"submit.unit.{_KEYS[it]}")
            ),
            placeholder=words.text("submit.unit.search"),
            key=key,
            width=_WIDE,
        )

    @property
    def _units(self) -> Mapping[str, Unit]:
        """The units of that week that the viewer sees, in protocol order."""
        roster, sees = opened.ledger().roster(self.desk.district.id), self.desk.viewer.sees
        return {unit.id: unit for unit in roster.on(self.week.ends_on) if sees(unit)}

    @property
    def _unsaid(self) -> set[str]:
        """Words that may be persons' names: shown, and kept nowhere but as a unit's."""
        return {word for sent in self.paper.reading.submissions for word in sent.marks}

    def _new_unit(self, raw: str, key: str) -> dict[FieldRole, str]:
        """A new unit's name, type and group, as the roster form writes them."""
        pack, words, columns = self.desk.pack, self.words, columns_of(self.desk.pack)
        told = {FieldRole.NAME: raw}
        for role, listed in ((FieldRole.TYPE, pack.types), (FieldRole.GROUP, pack.groups)):
            if role in columns and listed:
                labels = {it.label.zh: words.label(it.label) for it in listed}
                label = words.text(f"submit.unit.{role}")
                name, where = f"{key}_{role}", self._own_group if role is FieldRole.GROUP else None
                index = list(labels).index(where) if where in labels else None
                chosen = st.selectbox(
                    label,
                    list(labels),
                    index=index,
                    format_func=labels.__getitem__,
                    placeholder=words.text("submit.choose"),
                    key=name,
                    width=_NARROW,
                )
                told[role] = chosen or ""
        return told

    @property
    def _own_group(self) -> str | None:
        """The group that sent the file, where one did."""
        senders = [sent.source.sender for sent in self.paper.reading.submissions]
        group = next(
            (self.desk.pack.group[it] for it in senders if it in self.desk.pack.group), None
        )
        return group.label.zh if group else None

    def _keep(self, raw: str, chosen: str, told: Mapping[FieldRole, str]) -> None:
        """Remember the answer in the ledger; what it may not change is said."""
        desk, ledger = self.desk, opened.ledger()
        by, at, why = desk.viewer, opened.now(), self._why
        try:
            if chosen == _NEW:
                self._enter(told)
            elif chosen == _STRANGER:
                ledger.settings.put(desk.district.id, [stranger(raw)], by=by, at=at, reason=why)
            else:
                ledger.confirm_alias(desk.district.id, raw=raw, unit_id=chosen, by=by, at=at)
        except (SettingRefused, LockedWeek) as refusal:
            issues = refusal.issues if isinstance(refusal, SettingRefused) else (refusal.issue,)
            for issue in issues:
                st.warning(self.words.issue(issue))
        except StalePlan:
            st.warning(self.words.text("record.moved_on"))
        else:
            st.rerun()

    @property
    def _why(self) -> str:
        return self.words.text("submit.words.why", file=self.paper.reading.name_kept)

    def _enter(self, told: Mapping[FieldRole, str]) -> None:
        """Put a new unit into the roster, as the last of it, from the file's week on."""
        desk, columns, ledger = self.desk, columns_of(self.desk.pack), opened.ledger()
        known = ledger.roster(desk.district.id).units
        line: dict[str, object] = {columns[role]: text for role, text in told.items()}
        if FieldRole.SORT_NO in columns:
            line[columns[FieldRole.SORT_NO]] = max((u.sort_no for u in known), default=0) + 1
        reading = read_as_roster(
            pd.DataFrame([line]),
            self.week,
            district=desk.district,
            pack=desk.pack,
            words=self.words,
        )
        for issue in reading.all_issues:
            if issue.holds_row:
                st.warning(self.words.issue(issue))
        for sent in reading.submissions:
            plan = ledger.plan(desk.district.id, sent)
            ledger.accept(plan, by=desk.viewer, received_at=opened.now(), reason=self._why)


_KEYS = {_NEW: "new", _STRANGER: "stranger"}
