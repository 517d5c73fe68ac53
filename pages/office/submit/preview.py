"""One waiting file, drawn: what was read as what, what is doubtful and where, what would change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Grid, Issue, Severity, Wording
from ledger import Change, Plan
from loaders import SheetReading
from pages.door import hand_out, opened
from pages.drawn import buttons
from pages.drawn.lists import roster_changes
from pages.markup import caption, part, plain_html, sheet_html, slot_words
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper, is_locked
from pages.office.submit.questions.blank_question import blank_question
from pages.office.submit.questions.check_question import check_questions
from pages.office.submit.questions.layout_question import layout_correction, layout_questions
from pages.office.submit.questions.mend_question import mend_question
from pages.office.submit.questions.reach_question import reach_questions
from pages.office.submit.questions.stands_question import stands_questions
from pages.office.submit.questions.unit_question import unit_questions
from pages.office.submit.questions.versions_question import versions_question
from pages.office.submit.questions.words_question import words_question
from pages.office.submit.taken import taken_html
from pages.office.submit.verdict import (
    ASKS_WEEK,
    LOOKS,
    by_weight,
    doubt_html,
    together,
    verdict,
    way_out,
    what_changes,
)

_FEW = 12
"""Changed fields shown without a press: as many as a screen has room for."""

_FIRST_ROWS, _ASKED_ROWS, _LISTED = 4, 2, 6


def preview(desk: Desk, paper: Paper, words: Wording) -> None:
    """The sheet as read, its doubts, the questions to settle, and the change in the ledger."""
    part(paper.file_name, _summary(paper, words))
    if paper.locked:
        told = verdict(paper, words) + way_out(paper.locked, desk, words)
        st.html(f'<p class="note">{plain_html(told)}</p>')
    if is_locked(paper.reading):
        _ask_password(desk, paper, words)
    for sheet in paper.reading.sheets:
        if sheet.tables or sheet.grid.cells:
            _sheet(sheet, desk, words, named=len(paper.reading.sheets) > 1)
            layout_correction(desk, paper, sheet, words)
    with st.container(key="asked"):  # where Enter goes: press.js
        _questions(desk, paper, words)
    _doubts(desk, paper, words)
    _changes(desk, paper, words)


def _questions(desk: Desk, paper: Paper, words: Wording) -> None:
    words_question(desk, paper, words)
    layout_questions(desk, paper, words)
    stands_questions(desk, paper, words)
    reach_questions(desk, paper, words)
    check_questions(desk, paper, words)
    if any(issue.code in ASKS_WEEK for issue in paper.reading.all_issues):
        ask_week(desk, paper, words)
    unit_questions(desk, paper, words)
    mend_question(desk, paper, words)
    versions_question(desk, paper, words)
    blank_question(desk, paper, words)


def _summary(paper: Paper, words: Wording) -> str:
    n = sum(table.n_data_rows for table in paper.reading.tables)
    return words.text("submit.summary.rows", n=n) if n else ""


def _sheet(sheet: SheetReading, desk: Desk, words: Wording, *, named: bool) -> None:
    """The sheet with what was taken for what; one whose weeks stand side by side a week a tab."""
    if named:
        caption(sheet.sheet)
    st.html(taken_html(sheet, desk.pack, words))
    sent = [t.submission for t in sheet.tables if t.submission is not None and t.weeks]
    if sheet.tables and sheet.tables[0].layout == "wide" and len(sent) > 1:
        names = [words.text("week.short", number=of.week) for of in sent]
        for tab, of in zip(st.tabs(names), sent, strict=True):
            with tab:
                st.html(_drawn(of.grid, of.issues, words))
        return
    issues = [*sheet.issues, *(issue for table in sheet.tables for issue in table.issues)]
    is_read = any(table.form for table in sheet.tables)
    first = _FIRST_ROWS if is_read or not sheet.tables else _ASKED_ROWS
    st.html(_drawn(sheet.grid, issues, words, first=first))


def _drawn(grid: Grid, issues: Sequence[Issue], words: Wording, *, first: int = _FIRST_ROWS) -> str:
    marks: dict[tuple[int, int], str] = {}
    for issue in reversed(by_weight(tuple(issues))):
        if issue.address and issue.severity in LOOKS:
            here = grid.shown_at(issue.address.row, issue.address.column)
            marks[here] = LOOKS[issue.severity]
    return sheet_html(grid, marks, words, around=0, first=first)


def ask_week(desk: Desk, paper: Paper, words: Wording) -> None:
    """Asks for the week. One of those the sheet names settles it; another is read against the sheet
    only when that is said again."""
    weeks = {week.number: words.week(week) for week in desk.district.calendar.weeks}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            words.text("submit.ask_week"),
            list(weeks),
            index=None,
            format_func=lambda number: weeks[number],
            placeholder=words.text("submit.choose"),
            key=f"week_of_{paper.sha256}",
            width=280,
        )
        if st.button(words.text("submit.read_again"), key=f"again_{paper.sha256}") and chosen:
            desk.answers.say_week(paper.sha256, chosen, stands=chosen in _named_weeks(paper))
            st.rerun()
        said = desk.answers.of(paper.sha256).week
        if said is None:
            return
        again = words.text("submit.week_stands", week=words.text("week.short", number=said))
        if st.button(again, key=f"stands_{paper.sha256}"):
            desk.answers.say_week(paper.sha256, said, stands=True)
            st.rerun()


def _named_weeks(paper: Paper) -> set[object]:
    """The weeks that the sheet itself names, where they contradict."""
    listed = (issue.params.get("weeks", ()) for issue in paper.reading.all_issues)
    return {week for weeks in listed if isinstance(weeks, tuple) for week in weeks}


def _ask_password(desk: Desk, paper: Paper, words: Wording) -> None:
    """Asks for an encrypted workbook's password; the box is a form, so that it is emptied when
    sent and no other press carries it along."""
    with st.form(f"unlock_{paper.sha256}", clear_on_submit=True, border=False):
        password = st.text_input(
            words.text("submit.ask_password"),
            type="password",
            autocomplete="off",
            max_chars=255,
            width=280,
        )
        sent = st.form_submit_button(words.text("submit.unlock"))
    if sent and password:
        why = desk.unlock(paper, password)
        if why is None:
            st.rerun()
        st.html(f'<p class="note">▲ {plain_html(words.issue(why))}</p>')


def _doubts(desk: Desk, paper: Paper, words: Wording) -> None:
    issues = by_weight(paper.reading.all_issues)
    counts = {s: sum(i.severity is s for i in issues) for s in Severity}
    blocking = counts[Severity.STOP] + counts[Severity.ERROR]
    title = words.text("submit.doubts.title", errors=blocking, warnings=counts[Severity.WARNING])
    if not issues:
        part(words.text("submit.doubts.none"))
        return
    part(title, words.text("submit.doubts.note"))
    lines = together(issues)
    n_weighty = sum(issue.severity is not Severity.NOTE for issue, _ in lines)
    shown = lines[: min(n_weighty, _LISTED)]
    rest = lines[len(shown) :]
    st.html(_doubt_list(shown, words, desk))
    if rest:
        n = sum(count for _, count in rest)
        with st.expander(words.text("submit.doubts.rest", n=n)):
            st.html(_doubt_list(rest, words, desk))
    title = words.text("submit.doubts.file", name=PurePath(paper.reading.file_name).stem)
    rows = _doubt_rows(issues, words, desk.pack)
    headings = {column: column for column in rows.columns}
    with st.container(horizontal=True, gap="small"):
        if paper.reading.sheets:
            marked_button(desk, paper, words)
        note = desk.district.name
        buttons(rows, headings, words=words, title=title, name=title, note=note, key="doubts")


def marked_button(desk: Desk, paper: Paper, words: Wording) -> None:
    """The waiting file's marked copy, made when asked for."""
    hand_out(
        words.text("reply.button"),
        data=partial(desk.marked, paper, words),
        file_name=words.text("reply.file", name=PurePath(paper.file_name).stem) + ".xlsx",
        key=f"marked_{paper.sha256[:12]}",
        explained=words.text("reply.help"),
    )


def _doubt_list(lines: Sequence[tuple[Issue, int]], words: Wording, desk: Desk) -> str:
    told = partial(doubt_html, words=words, pack=desk.pack, to_sender=desk.viewer.is_scoped)
    listed = "".join(told(issue, n=n) for issue, n in lines)
    return f'<ul class="doubts">{listed}</ul>'


def _doubt_rows(issues: Sequence[Issue], words: Wording, pack: CampaignPack) -> pd.DataFrame:
    names = ("place", "kind", "code", "raw", "message", "remedy")
    rows = [
        (
            str(issue.address or ""),
            words.text(f"term.severity.{issue.severity}"),
            issue.code,
            issue.raw,
            words.issue(issue),
            words.remedy(issue, pack),
        )
        for issue in issues
    ]
    headings = [words.text(f"submit.doubts.{name}") for name in names]
    return pd.DataFrame(rows, columns=headings, dtype="str")


def _changes(desk: Desk, paper: Paper, words: Wording) -> None:
    sentence = what_changes(paper.plans, words)
    if not sentence:
        return
    part(words.text("submit.change.title"), sentence)
    rosters = [plan for plan in paper.plans if plan.is_roster]
    changes = [(change, plan) for plan in rosters for change in (*plan.changed, *plan.clash)]
    if changes:
        is_few = len(changes) <= _FEW
        with st.expander(words.text("submit.change.all", n=len(changes)), expanded=is_few):
            st.dataframe(_change_rows(changes, desk, words), hide_index=True, width="stretch")


def _change_rows(
    changes: Sequence[tuple[Change, Plan]], desk: Desk, words: Wording
) -> pd.DataFrame:
    roster = opened.ledger().roster(desk.district.id)
    rows = []
    for change, plan in changes:
        named = roster_changes.names_of(plan, roster)
        rows.append(
            (
                roster.name_of(change.unit_id),
                slot_words(change.slot, desk.pack, words, form=plan.submission.form),
                roster_changes.said(change.old, change.slot, desk.pack, named, words),
                roster_changes.said(change.new, change.slot, desk.pack, named, words),
                words.text("submit.change.other") if change in plan.clash else "",
            )
        )
    names = ("unit", "figure", "old", "new", "sender")
    headings = [words.text(f"submit.change.column.{name}") for name in names]
    return pd.DataFrame(rows, columns=headings, dtype="str")
