"""One cell of a row-form goes in; its values by field id, and at most one doubt, come out.

A cell may hold two fields: 3/5 is a part and its whole, 是（10月9日） an answer and its day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from campaign import (
    CUMULATIVE,
    Cadence,
    Calendar,
    CampaignPack,
    FieldRole,
    Form,
    FormField,
    Kind,
    Label,
    OptionRole,
    Quantity,
    State,
    fold,
    option_of,
)
from loaders.files import CellMemory, CellValue, cell_text
from loaders.tables import group_in
from loaders.words import (
    NUMBER_LIMIT,
    TEXT_LIMIT,
    day_in,
    day_of,
    is_too_long,
    last_day_in,
    leader_in,
    no_answer,
    number_in,
    option_before,
    options_in,
    options_of,
    text_in,
    type_cell,
    yes_or_no,
)

_DATED_YES = re.compile(
    r"(是|已[^\d(,、:;\s]{0,4}|有|√)?\s*[(,、:;\s]*([^()]*?(?:\([^()\d]*\))?)\s*\)?"
)
_YES = ("是", "已", "有", "√")
"""How a cell begins that says yes besides a day for which its form has no field."""
_DONE_ON = re.compile(
    r"(?:已?[于在])?\s*(\d[\d年月日号./-]+)(?:[上下]午)?已?(?:召开|成立|启动|举行|举办|部署|开展|销号)(?:了|完毕)?"
)
_SINCE_LAUNCH = "累计"
_REACH = re.compile(r"[()（）]|累计|本周")
_UNLIKE = frozenset({"text", "number", "leader"})
Answer = float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class CellRead:
    """What one cell says: values and states by field id; `code` names the doubt, `shown` what was
    read in the place of other words, `limit` how many letters the cell may have."""

    values: Mapping[str, tuple[Answer, State]]
    code: str = ""
    shown: date | str = ""
    limit: int = TEXT_LIMIT


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one form; cells that say the same are read once."""

    form: Form
    pack: CampaignPack
    calendar: Calendar

    @property
    def fields(self) -> Mapping[str, FormField]:
        """The form's fields by their id."""
        return self.form.field

    @cached_property
    def memories(self) -> Mapping[str, CellMemory[CellRead]]:
        """What is read in the cells of each field; of texts hardly two are the same."""
        told = (f.id for f in self.fields.values() if f.kind not in _UNLIKE)
        return {id_: CellMemory(partial(self.read, field_id=id_), most=1024) for id_ in told}

    def read(self, value: CellValue, field_id: str) -> CellRead:
        """The cell read as its field's kind; an empty one is missing and no doubt."""
        unsaid = no_answer(value)
        if unsaid is not None:
            return CellRead(dict.fromkeys(self.parts(field_id), (None, unsaid.state)), unsaid.code)
        ways = {
            "date": self._day,
            "due": self._due,
            "yes_no": self._yes_no,
            "share": self._share,
            "choice": self._choice,
            "choices": self._choices,
            "issuer": self._issuer,
            "text": _text,
            "number": _number,
            "leader": _leader,
            "figure": self._figure,
            "figure_week": self._week,
        }
        kind = self.fields[field_id].kind
        return ways[kind](value, field_id) if kind in ways else self._count(value, field_id)

    def parts(self, field_id: str) -> tuple[str, ...]:
        """The fields a cell of this one gives: of a share, its part and its whole, which follow it;
        of an issuer, the guidance group besides."""
        kind = self.fields[field_id].kind
        if kind == "issuer":
            return (field_id, *(f.id for f in self.fields.values() if f.kind == "group"))
        if kind != "share":
            return (field_id,)
        listed = list(self.fields)
        return tuple(listed[(at := listed.index(field_id) + 1) : at + 2])

    def day_beside(self, field_id: str) -> str:
        """The date field that follows a yes-or-no field: its day may stand in the same cell."""
        listed = list(self.fields.values())
        at = listed.index(self.fields[field_id]) + 1
        follows = self.fields[field_id].kind == "yes_no" and at < len(listed)
        return listed[at].id if follows and listed[at].kind == "date" else ""

    def _day(self, value: CellValue, field_id: str) -> CellRead:
        read = day_of(value, calendar=self.calendar)
        if read.day is None:
            return CellRead({field_id: (None, State.HELD)}, read.code)
        code = "C09" if read.is_inferred else ""
        return CellRead({field_id: (read.day.isoformat(), State.VALUE)}, code, read.day)

    def _due(self, value: CellValue, field_id: str) -> CellRead:
        """A day, the last one a deadline leaves (12月15日前, 12月底), or the mode of rectification
        that has none: 立行立改, 长期坚持."""
        if not isinstance(value, str):
            return self._day(value, field_id)
        last, mode = last_day_in(value, calendar=self.calendar), self.form.field_of(FieldRole.MODE)
        if last is not None:
            return CellRead({field_id: (last.isoformat(), State.VALUE)}, "C09", last)
        options = options_of(self.form, mode, self.pack) if mode else ()
        chosen = options_in(value, options) if options else None
        if chosen is None or len(chosen) != 1:
            return self._day(value, field_id)
        told = {field_id: (None, State.NOT_APPLICABLE), mode: (chosen[0], State.VALUE)}
        return CellRead(told, "C42")

    def _yes_no(self, value: CellValue, field_id: str) -> CellRead:
        said = yes_or_no(value)
        if said is not None:
            return CellRead({field_id: (said, State.VALUE if said else State.ZERO)})
        day, beside = self._day_behind(value), self.day_beside(field_id)
        if day is None or not (beside or fold(cell_text(value)).startswith(_YES)):
            return CellRead({field_id: (None, State.HELD)}, "C17")
        values: dict[str, tuple[Answer, State]] = {field_id: (True, State.VALUE)}
        values |= {beside: (day.isoformat(), State.VALUE)} if beside else {}
        return CellRead(values, "C09", day)

    def _day_behind(self, value: CellValue) -> date | None:
        """The day behind a yes, or standing for one."""
        if not isinstance(value, str):
            return value if isinstance(value, date) else None
        text = unicodedata.normalize("NFKC", value).strip()
        match, done = _DATED_YES.fullmatch(text), _DONE_ON.fullmatch(text)
        said = done[1] if done else match[2] if match else ""
        return day_in(said, calendar=self.calendar).day if said else None

    def _share(self, value: CellValue, field_id: str) -> CellRead:
        part, whole = self.parts(field_id)
        pieces = fold(cell_text(value)).split("/") if isinstance(value, str) else [cell_text(value)]
        read = [_count(piece, self.fields[part]) for piece in pieces]
        doubt = next((r.code for r in read if r.code not in ("", "C09")), "")
        if doubt or len(read) > 2:
            return CellRead({part: (None, State.HELD), whole: (None, State.HELD)}, doubt or "C13")
        read.append(_count("", self.fields[part]))
        return CellRead({part: read[0].values[part], whole: read[1].values[part]})

    def _count(self, value: CellValue, field_id: str) -> CellRead:
        return _count(value, self.fields[field_id])

    def _choice(self, value: CellValue, field_id: str) -> CellRead:
        read = self._choices(value, field_id)
        chosen, state = read.values[field_id]
        if not isinstance(chosen, tuple):
            found, head = option_before(
                cell_text(value), options_of(self.form, field_id, self.pack)
            )
            told = CellRead({field_id: (found, State.VALUE)}, "C09", head)
            return told if found else read
        if len(chosen) > 1:
            return CellRead({field_id: (None, State.HELD)}, "C13")
        return CellRead({field_id: (chosen[0], state)})

    def _issuer(self, value: CellValue, field_id: str) -> CellRead:
        """The office, the guidance groups, or one group by its name."""
        own, *group = self.parts(field_id)
        named = group_in(cell_text(value), self.pack)
        by_groups = option_of(options_of(self.form, field_id, self.pack), OptionRole.GROUPS)
        if named and group and by_groups:
            told: dict[str, tuple[Answer, State]] = {own: (by_groups, State.VALUE)}
            return CellRead({**told, group[0]: (named, State.VALUE)})
        return self._choice(value, field_id)

    def _figure(self, value: CellValue, field_id: str) -> CellRead:
        """The slot that a cell names as the weekly form heads it; C17 for any other word."""
        said = fold(cell_text(value))
        since_launch = _SINCE_LAUNCH in said
        named = _REACH.sub("", said)
        found = next((q for q in self.pack.quantities if named in _names(q, self.pack)), None)
        if found is None:
            return CellRead({field_id: (None, State.HELD)}, "C17")
        slot = found.id + CUMULATIVE if since_launch and found.adds_up else found.id
        return CellRead({field_id: (slot, State.VALUE)})

    def _week(self, value: CellValue, field_id: str) -> CellRead:
        """A week's number, 第3周 or 3; C17 for none of the campaign's."""
        digits = re.sub(r"\D", "", cell_text(value).removesuffix(".0"))
        week = int(digits) if digits else 0
        if not 0 < week <= self.calendar.n_weeks:
            return CellRead({field_id: (None, State.HELD)}, "C17")
        return CellRead({field_id: (float(week), State.VALUE)})

    def _choices(self, value: CellValue, field_id: str) -> CellRead:
        options = options_of(self.form, field_id, self.pack)
        chosen = options_in(value, options) if isinstance(value, str) else None
        if chosen is None:
            return CellRead({field_id: (None, State.HELD)}, "C17")
        return CellRead({field_id: (chosen, State.VALUE)})


def _names(quantity: Quantity, pack: CampaignPack) -> set[str]:
    """What a cell may call a quantity."""
    field = pack.weekly_form.field.get(quantity.id)
    aliases = field.aliases if field else ()
    return {fold(text) for text in (quantity.label.zh, quantity.label.en, quantity.id, *aliases)}


@lru_cache(maxsize=32)
def cell_reader(form: Form, pack: CampaignPack, starts_on: date, n_weeks: int) -> CellReader:
    """How the cells of a form are read, the same for all its sheets of a campaign of these days."""
    return CellReader(form, pack, Calendar(starts_on, n_weeks))


def _text(value: CellValue, field_id: str) -> CellRead:
    text = text_in(value)
    if is_too_long(text):
        return CellRead({field_id: (None, State.HELD)}, "C14")
    return CellRead({field_id: (text, State.VALUE)})


def _number(value: CellValue, field_id: str) -> CellRead:
    number = number_in(value)
    if not number:
        return CellRead({field_id: (None, State.HELD)}, "C14", limit=NUMBER_LIMIT)
    return CellRead({field_id: (number, State.VALUE)})


def _leader(value: CellValue, field_id: str) -> CellRead:
    """A code; a cell with anything else is emptied before it is read, so it cannot come here."""
    code = leader_in(value)
    return CellRead(
        {field_id: (code or None, State.VALUE if code else State.HELD)}, "" if code else "C13"
    )


def _count(value: CellValue, field: FormField) -> CellRead:
    if isinstance(value, str) and not fold(value):
        return CellRead({field.id: (None, State.MISSING)})
    read = type_cell(value, _counted(field), owed=False)
    return CellRead({field.id: (read.value, read.state)}, read.code, read.shown)


def _counted(field: FormField) -> Quantity:
    """A count field as a quantity: persons attending, or else things and times of any measure."""
    measure = Label("人次", "attendances") if "人" in field.title else Label("数", "number")
    return Quantity(
        field.id,
        Label(field.title, field.id),
        measure,
        Kind.COUNT,
        Cadence.ONE_OFF,
        "",
        frozenset(),
    )
