"""Whether a problem is closed: what its sheet says and what other bodies found go in; the state
that counts comes out.

Done is a claim. It closes when another body than the owner's verified it: the one that the sheet
names, or the group or office that recorded it. What was found last decides, by the day of the check
and only then by its entry; or what was sent after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from campaign import CampaignPack, FieldRole, Form, FormRole, Option, OptionRole, fold, option_of
from measures.registers.histories import DONE, History
from measures.registers.told import Line, Told

_PARTY_FORM, _LEAST_NAME = 3, 4
"""The longest form of a Party organisation behind a name (党支部) has three characters; what is
shorter than four may be the body above (区委, 区委办)."""


@dataclass(frozen=True)
class States:
    """What the pack calls the states and a failed check, the words of an owner for itself, and how
    long after its closing a problem is looked at again."""

    options: tuple[Option, ...]
    failed: str
    own_words: frozenset[str]
    look_back: timedelta

    @property
    def roles(self) -> Mapping[str, OptionRole | None]:
        """The role of each state by its id."""
        return {option.id: option.role for option in self.options}

    def named(self, role: OptionRole) -> str:
        """The id of the state of a role."""
        return option_of(self.options, role)

    def says_failed(self, told: Told) -> bool:
        """Whether a sheet tells of a check that did not pass."""
        return bool(self.failed) and told.text(FieldRole.CHECK_RESULT) == self.failed


def states_of(form: Form, pack: CampaignPack) -> States:
    """The states of a ledger of problems, and the words by which a body names itself."""
    own = pack.options_of(FormRole.PROBLEMS, FieldRole.CHECKED_BY)
    words = {fold(w) for option in own if option.role is OptionRole.OWN for w in option.aliases}
    options = pack.choices.get(f"{form.id}.{form.field_of(FieldRole.PROGRESS)}", ())
    failed = option_of(
        pack.options_of(FormRole.PROBLEMS, FieldRole.CHECK_RESULT), OptionRole.FAILED
    )
    look_back = timedelta(days=pack.thresholds["look_back_days"])
    return States(tuple(options), failed, frozenset(words), look_back)


@dataclass(frozen=True)
class Check:
    """What was found at a line and by whom; `revision` is after what had been sent by then."""

    revision: int
    passed: bool
    on: date
    body: str


@dataclass(frozen=True)
class Verdict:
    """The state that counts; who verified it and when, where it is closed; whether it was looked
    back at; whether its sheet says verified without naming another body, or names its own."""

    state: str
    verifier: str = ""
    closed_on: date | None = None
    is_held: bool = False
    is_unnamed: bool = False
    is_own: bool = False
    n_failed: int = 0


def checks_by_line(checked: pd.DataFrame) -> Mapping[tuple[str, str], list[Check]]:
    """By line what was found at it, by the day of the check, of one day as it was entered."""
    found: dict[tuple[str, str], list[Check]] = {}
    for row in checked.sort_values(["on", "revision"], kind="stable").to_dict("records"):
        check = Check(row["revision"], row["passed"], row["on"].date(), row["body"])
        found.setdefault((row["sender"], row["key"]), []).append(check)
    return found


def verdict(
    row: Line,
    told: Told,
    *,
    states: States,
    past: History,
    checks: Sequence[Check],
    names: Collection[str],
) -> Verdict:
    """The state of a line: by its sheet, then by what was found at it; `names` are the owner's."""
    by_sheet = _by_sheet(told, states, past, names)
    if not checks or states.roles.get(by_sheet.state) is OptionRole.WITHDRAWN:
        return by_sheet
    last, on = checks[-1], told.day(FieldRole.CHECKED_ON)
    n_failed = sum(not check.passed for check in checks)
    is_newer = int(str(row["submission_id"])) > last.revision
    is_done = states.roles.get(told.text(FieldRole.PROGRESS)) in DONE
    if last.passed and (is_done or not is_newer) and not _failed_since(told, states, last.on):
        return _closed(by_sheet, checks, states)
    is_older = by_sheet.verifier != "" and on is not None and on < last.on
    if is_newer and is_done and not is_older:
        return replace(by_sheet, n_failed=n_failed)
    return Verdict(states.named(OptionRole.REOPENED), n_failed=n_failed)


def _failed_since(told: Told, states: States, day: date) -> bool:
    """Whether the sheet tells of a check after a day that did not pass."""
    on = told.day(FieldRole.CHECKED_ON)
    return states.says_failed(told) and on is not None and on > day


def _closed(by_sheet: Verdict, checks: Sequence[Check], states: States) -> Verdict:
    """Closed since the first check that passed after the last that did not."""
    failed = [i for i, check in enumerate(checks) if not check.passed]
    since = checks[failed[-1] + 1 if failed else 0 :]
    closed_on, verifier = since[0].on, since[0].body
    if by_sheet.closed_on is not None and not failed:
        closed_on, verifier = by_sheet.closed_on, by_sheet.verifier
    held = any(check.on >= closed_on + states.look_back for check in since)
    return Verdict(
        states.named(OptionRole.VERIFIED), verifier, closed_on, held, n_failed=len(failed)
    )


def _by_sheet(told: Told, states: States, past: History, names: Iterable[str]) -> Verdict:
    said = told.text(FieldRole.PROGRESS)
    role = states.roles.get(said)
    if role is OptionRole.WITHDRAWN:
        return Verdict(said)
    if states.says_failed(told):
        return Verdict(states.named(OptionRole.REOPENED))
    if role is OptionRole.VERIFIED or told.is_yes(FieldRole.STRUCK_OFF):
        return _verified(told, states, names)
    if role in DONE or role is OptionRole.REOPENED or not past.n_reopened:
        return Verdict(said)
    return Verdict(states.named(OptionRole.REOPENED))


def _verified(told: Told, states: States, names: Iterable[str]) -> Verdict:
    """Closed where the sheet names another body; else the owner's word, which is a claim."""
    body = told.text(FieldRole.CHECKED_BY)
    claimed = Verdict(states.named(OptionRole.CLAIMED_DONE), is_unnamed=not body)
    if not body or _is_own(fold(body), states.own_words, names):
        return replace(claimed, is_own=bool(body))
    on = told.day(FieldRole.CHECKED_ON) or told.day(FieldRole.DONE_ON)
    return Verdict(states.named(OptionRole.VERIFIED), body, on)


def _is_own(body: str, own_words: frozenset[str], names: Iterable[str]) -> bool:
    """Whether a body is the owner itself: it says so, or bears the owner's name, with a part of the
    owner behind it, or without the form of its Party organisation."""
    return body in own_words or any(
        body.startswith(name)
        or (name.startswith(body) and len(body) >= max(_LEAST_NAME, len(name) - _PARTY_FORM))
        for name in names
    )
