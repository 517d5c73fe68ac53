"""A roster's words that nobody knows go in; one question for all of them comes out: each with what
it resembles, its answer remembered for every roster to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, WordAnswer, Wording, fold, settings_of
from ledger import LockedWeek, SettingRefused
from loaders import AskedWord, likely_meaning, likely_type
from pages.door import opened
from pages.markup import caption, part, plain, plain_html
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper

Told = tuple[FieldRole, str]
"""What is told of a unit, and its folded name."""
_NAMED = 4
"""How many units of a word are named beside it."""


def words_question(desk: Desk, paper: Paper, words: Wording) -> None:
    """The words with an answer each, and one button that keeps them all."""
    _other_district(desk, paper, words)
    asked = paper.reading.asked_words
    if not asked:
        return
    n = len({unit for word in asked for unit in word.units})
    part(words.text("submit.words.title", n=len(asked)), words.text("submit.words.note", n=n))
    answers = [
        answer
        for word in asked
        if not word.among and (answer := _ask(word, desk, paper, words)) is not None
    ]
    units: dict[Told, str] = {}
    for role in (FieldRole.TYPE, FieldRole.GROUP):
        unclear = [word for word in asked if word.among and word.role is role]
        units |= _ask_units(role, unclear, desk, paper, words) if unclear else {}
    key = f"words_{paper.sha256}"
    if st.button(words.text("submit.words.keep"), key=key, type="primary") and (answers or units):
        _keep(desk, paper, answers, units, words)


def _ask(word: AskedWord, desk: Desk, paper: Paper, words: Wording) -> WordAnswer | None:
    """What a word means, with what it resembles as the first answer."""
    offered = _offered(word, desk.pack)
    likely = likely_meaning(word, desk.pack)
    first = next((i for i, answer in enumerate(offered) if answer.means == likely), None)
    named = words.text("submit.gone.and").join(map(plain, word.units[:_NAMED]))
    label = words.text(
        f"submit.words.{word.role}", word=plain(word.word), n=len(word.units), names=named
    )
    return st.selectbox(
        label,
        offered,
        index=first,
        format_func=lambda answer: _said(answer, desk.pack, words),
        placeholder=words.text("submit.choose"),
        key=f"word_{paper.sha256}_{word.role}_{fold(word.word)}",
        width=440,
    )


def _offered(word: AskedWord, pack: CampaignPack) -> list[WordAnswer]:
    """One of its own before one of those there are; a type of its own like each of them."""
    if word.role is FieldRole.TYPE:
        own = [WordAnswer(word.role, word.word, type_.id, is_own=True) for type_ in pack.types]
        return [*own, *(WordAnswer(word.role, word.word, type_.id) for type_ in pack.types)]
    known = [WordAnswer(word.role, word.word, group.id) for group in pack.groups]
    return [WordAnswer(word.role, word.word, is_own=True), *known]


def _said(answer: WordAnswer, pack: CampaignPack, words: Wording) -> str:
    kind = "own" if answer.is_own else "same"
    if answer.role is FieldRole.TYPE:
        label = words.label(pack.type[answer.means].label)
    else:
        label = words.label(pack.group[answer.means].label) if answer.means else ""
    return words.text(f"submit.words.{answer.role}.{kind}", word=plain(answer.word), label=label)


def _ask_units(
    role: FieldRole, unclear: Sequence[AskedWord], desk: Desk, paper: Paper, words: Wording
) -> Mapping[Told, str]:
    """By folded name, the type or group of each unit whose word may mean several, or without one;
    in the order of the campaign's own list."""
    among = {id_ for word in unclear for id_ in word.among}
    listed = desk.pack.types if role is FieldRole.TYPE else desk.pack.groups
    names = {one.id: words.label(one.label) for one in listed if one.id in among}
    choose, labels = words.text("submit.choose"), {label: id_ for id_, label in names.items()}
    likely = _likely_units(role, unclear, desk)
    rows = [(it, word, names.get(id_, choose)) for (it, word), id_ in likely.items()]
    columns = [words.text(f"submit.words.column.{name}") for name in ("unit", "word", role)]
    caption(words.text(f"submit.words.each.{role}", n=len(rows)))
    options = st.column_config.SelectboxColumn(options=[choose, *labels], required=True)
    shown = st.data_editor(
        pd.DataFrame(rows, columns=columns, dtype="str"),
        hide_index=True,
        width="stretch",
        disabled=columns[:2],
        column_order=columns if any(word.word for word in unclear) else columns[::2],
        column_config={columns[2]: options},
        key=f"word_units_{role}_{paper.sha256}",
    )
    chosen = zip(shown[columns[0]], shown[columns[2]], strict=True)
    return {(role, fold(unit)): labels[label] for unit, label in chosen if label in labels}


def _likely_units(
    role: FieldRole, unclear: Sequence[AskedWord], desk: Desk
) -> Mapping[tuple[str, str], str]:
    """By unit and word, what a roster that waits says of it, else what is likely."""
    said = _said_elsewhere(role, desk)
    return {
        (unit, word.word): said.get(fold(unit)) or _likely(unit, word, desk.pack)
        for word in unclear
        for unit in word.units
    }


def _said_elsewhere(role: FieldRole, desk: Desk) -> Mapping[str, str]:
    """By folded name, what the rosters that wait say of their units: one lists them by type,
    another by group."""
    listed = (it for paper in desk.papers() for it in paper.reading.submissions)
    lines = (
        line
        for it in listed
        if it.form == desk.pack.roster_form.id
        for line in it.rows.to_dict("records")
    )
    return {fold(str(it["name"])): str(it[f"{role}_id"]) for it in lines if it[f"{role}_id"]}


def _likely(unit: str, word: AskedWord, pack: CampaignPack) -> str:
    """The type a unit's name suggests, else its word; empty for neither, and of a group."""
    if word.role is FieldRole.GROUP:
        return ""
    return likely_type(unit, word.among, pack) or likely_meaning(word, pack)


def _keep(
    desk: Desk,
    paper: Paper,
    answers: Sequence[WordAnswer],
    units: Mapping[Told, str],
    words: Wording,
) -> None:
    """Remember the answers in the ledger; those unit by unit go in with the roster itself."""
    desk.answers.say_units(paper.sha256, units)
    try:
        if answers:
            opened.ledger().settings.put(
                desk.district.id,
                settings_of(desk.district, answers),
                by=desk.viewer,
                at=opened.now(),
                reason=words.text("submit.words.why", file=paper.file_name),
            )
    except (SettingRefused, LockedWeek) as refusal:
        issues = refusal.issues if isinstance(refusal, SettingRefused) else (refusal.issue,)
        for issue in issues:
            st.warning(words.issue(issue))
        return
    st.rerun()


def _other_district(desk: Desk, paper: Paper, words: Wording) -> None:
    """Whether a roster titled for another district is this one's all the same."""
    issue = next((i for i in paper.reading.all_issues if i.code == "U23"), None)
    if issue is None:
        return
    st.html(f'<p class="note">▲ {plain_html(words.issue(issue))}</p>')
    label = words.text("submit.words.stands", district=plain(desk.district.name))
    if st.button(label, key=f"roster_stands_{paper.sha256}"):
        desk.answers.say_ours(paper.sha256)
        st.rerun()
