"""What a campaign is: its dates, types, quantities, targets, forms and rules, as data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from campaign.pack.rule import Rule
from campaign.quantity import Option, Quantity
from campaign.role import FieldRole, FormKind, FormRole
from campaign.unit import GuidanceGroup, Label, UnitType
from campaign.week import Calendar

FORM_SHEET = "_form"
"""The hidden sheet of a template that says which form, version and week it is."""


PLACING = ("week", "activity")
OF_A_CHECK = ("figure", "figure_week")
"""Which figure was checked, and of which week: what a sheet need not say."""
"""The kinds of columns by which a row of a weekly report is placed in its week."""


@dataclass(frozen=True)
class Target:
    """What a unit type owes of one quantity or measure.

    kind `pace`: `amount` by week `by_week` (or the last), linear in weeks · `due_on`: `amount` by
    the date · `interval`: at most `amount` days between two visits.
    """

    subject: str
    type_id: str
    kind: str
    amount: float
    by_week: int | None = None
    due_on: date | None = None
    work: tuple[float, ...] = ()

    def weeks_left(self, week: int, n_weeks: int) -> float:
        """The weeks after week `week` until it is to be reached, each as the part that is worked;
        never below 0."""
        last = self.by_week or n_weeks
        return sum(self.work[week:last]) if self.work else float(max(last - week, 0))

    def expected_share(self, week: int, n_weeks: int) -> float:
        """The share (0-1) of a pace target expected at the end of week `week`, capped at 1.

        Linear in weeks; where `work` says which part of each week is worked, in those parts.
        """
        last = self.by_week or n_weeks
        whole = sum(self.work[:last])
        return min(1.0, sum(self.work[:week]) / whole if whole else week / last)


@dataclass(frozen=True)
class FormField:
    """One column a form may have. `required` fields hold the row when empty; a heading of `asked`
    is read and asked about.

    `kind` says how a row-form's cell is read: date (a day that has been), due (a day that may be
    ahead), unit, group, issuer (the office or a guidance group), leader (a code, L01), number (a
    line's number as text), count, text, yes_no, share (3/5 in one cell), choice (one of
    `CampaignPack.choices`), choices (several of them), figure (one of the pack's slots, by its
    name), figure_week (a week's number). `role` says what code knows it for.

    A heading that is no alias names it by word parts: all words of one of `names` must stand in it;
    `beside` are those that may stand with them, `bracketed` those that may in brackets, and `never`
    those that make it another figure.
    """

    id: str
    label: Label
    aliases: tuple[str, ...]
    asked: tuple[str, ...] = ()
    required: bool = False
    ignored: bool = False
    kind: str = ""
    role: FieldRole | None = None
    names: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()
    bracketed: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading of the office's own template."""
        return self.aliases[0]


@dataclass(frozen=True, eq=False)
class Form:
    """A kind of workbook, by the words that give it away and the columns it may have; compared by
    identity.

    `kind`: roster · weekly (a row a unit and week) · log (dated rows; a newer one replaces its
    period) · register (one row a key; a newer one replaces its keys, whoever sent them) · ledger
    (numbered rows; a newer one replaces its sender's own). `keys` are the fields that name a line:
    of several lists the first whose last field a row fills in. `role` says what code knows the form
    for, if for anything. `plain_words` may stand in the heading of any of its figures,
    `other_words` make another figure of each. `around` are words that stand around its figures, in
    a heading above theirs or, but for those written /线上, in a title: `others` say that they are
    other figures, `parts` that they are of a part, `elsewhere` that they are another undertaking's.
    """

    id: str
    label: Label
    signature: tuple[str, ...]
    fields: tuple[FormField, ...]
    min_fields: int
    kind: str
    keys: tuple[tuple[str, ...], ...] = ()
    role: FormRole | None = None
    plain_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def field(self) -> Mapping[str, FormField]:
        """Its fields by id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def _of_role(self) -> Mapping[FieldRole | None, str]:
        return {field.role: field.id for field in reversed(self.fields)}

    def field_of(self, role: FieldRole) -> str:
        """The id of its first field of a role; empty where it has none."""
        return self._of_role.get(role, "")

    @property
    def day_field(self) -> str:
        """The field that dates a row; empty for a form whose rows have no day."""
        return next((f.id for f in self.fields if f.kind == "date" and f.required), "")

    @property
    def has_entries(self) -> bool:
        """Whether each of its sheet rows is an entry of its own."""
        return self.kind in (FormKind.LOG, FormKind.REGISTER, FormKind.LEDGER)


@dataclass(frozen=True)
class ReportPart:
    """One part of what a phase report tells of progress: its heading, and what it says, each by
    the name of a fact (`exports/papers/facts.py`), with what it is of after a colon."""

    label: Label
    says: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CampaignPack:
    """One campaign as data, compared by identity. Everything that differs from year to year is
    here. `further` are the weekly quantities beyond the registry's, `over_all` the rules of each
    quantity whose weeks add up, `report` the parts of a phase report. `notes` are what a district
    wrote of its weeks, `reminders` its own words before and after a reminder's list, `strangers`
    the folded names that it said are none of its units, `by_week` from which week on which pack
    holds, where a district set something for some weeks only."""

    id: str
    name: Label
    short_name: Label
    calendar: Calendar
    workstreams: Mapping[str, Label]
    types: tuple[UnitType, ...]
    groups: tuple[GuidanceGroup, ...]
    quantities: tuple[Quantity, ...]
    targets: tuple[Target, ...]
    forms: tuple[Form, ...]
    choices: Mapping[str, tuple[Option, ...]]
    thresholds: Mapping[str, float]
    district_words: tuple[str, ...]
    rules: tuple[Rule, ...]
    original_days: int = 90
    senders_first: tuple[str, ...] = ("unit",)
    notes: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    reminders: Mapping[str, Label] = field(default_factory=dict)
    strangers: frozenset[str] = frozenset()
    by_week: Sequence[tuple[int, CampaignPack]] = ()
    further: tuple[Quantity, ...] = ()
    over_all: tuple[Rule, ...] = ()
    report: tuple[ReportPart, ...] = ()

    def at(self, week: int) -> CampaignPack:
        """The campaign as it holds in a week: itself where nothing was set for some weeks only."""
        return next((pack for first, pack in reversed(self.by_week) if first <= week), self)

    @cached_property
    def quantity(self) -> Mapping[str, Quantity]:
        """Quantities by id, the further ones too."""
        return {q.id: q for q in (*self.quantities, *self.further)}

    @cached_property
    def type(self) -> Mapping[str, UnitType]:
        """Unit types by id."""
        return {t.id: t for t in self.types}

    @cached_property
    def group(self) -> Mapping[str, GuidanceGroup]:
        """Guidance groups by id."""
        return {g.id: g for g in self.groups}

    @cached_property
    def form(self) -> Mapping[str, Form]:
        """Forms by id."""
        return {f.id: f for f in self.forms}

    def form_of(self, role: FormRole) -> Form | None:
        """Its form of a role; None where it has none."""
        return next((form for form in self.forms if form.role is role), None)

    @cached_property
    def weekly_form(self) -> Form:
        """Its weekly report; every pack has one."""
        return next(form for form in self.forms if form.role is FormRole.WEEKLY)

    @cached_property
    def roster_form(self) -> Form:
        """Its unit roster; every pack has one."""
        return next(form for form in self.forms if form.role is FormRole.ROSTER)

    def options_of(self, role: FormRole, field: FieldRole) -> tuple[Option, ...]:
        """The options of a field in the form of a role; none without form or field."""
        form = self.form_of(role)
        return self.choices.get(f"{form.id}.{form.field_of(field)}", ()) if form else ()

    def target(self, subject: str, type_id: str) -> Target | None:
        """The target of a quantity or measure for a unit type; None where nothing is owed."""
        return next(
            (t for t in self.targets if t.subject == subject and t.type_id in (type_id, "*")), None
        )

    def form_version(self, form_id: str) -> str:
        """Eight letters that change when what a form asks changes; raises KeyError for no form.

        Columns that only place a row in its week are asked by no blank form, and nobody must fill
        in a further quantity or which figure was checked: a form without them asks the same.
        """
        form, beyond = self.form[form_id], {q.id for q in self.further}
        fields = [
            f for f in form.fields if f.kind not in (*PLACING, *OF_A_CHECK) and f.id not in beyond
        ]
        asked = [form.id, form.kind, *(f"{field.id}={field.title}" for field in fields)]
        if form.kind == FormKind.WEEKLY:
            later = {type_.id for type_ in self.types if type_.later}
            asked += [f"{q.id}={q.kind}:{sorted(q.owed_by - later)}" for q in self.quantities]
        return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]

    def owes(self, type_id: str, quantity_id: str, *, sub_org_total: int) -> bool:
        """Whether a unit of this type owes a figure for the quantity at all."""
        quantity = self.quantity[quantity_id]
        if quantity.only_with_children and sub_org_total == 0:
            return False
        return type_id in quantity.owed_by
