"""What is known beside a panel: a ledger and a panel go in; the entries of forms, the spans of logs
and the versions of registers come out, as of the panel's week and revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from campaign import (
    CHECKED_LINES,
    ENTRIES,
    SPANS,
    VERSIONS,
    CampaignPack,
    Finding,
    FormRole,
    Panel,
    Viewer,
)
from ledger import Ledger
from measures import (
    findings,
    launches,
    letter_problems,
    office_work,
    problems_kept,
    services,
    topics,
    trainings_now,
    visits,
    weeks_told,
)

_FORMS = (
    *(FormRole.PLANS, FormRole.POINTS, FormRole.BOOKS, FormRole.OFFICE_LOG),
    *(FormRole.PROBLEMS, FormRole.LETTERS, FormRole.RESEARCH),
    FormRole.SERVICES,
)
_SENT_AGAIN = (FormRole.PROBLEMS, FormRole.RESEARCH)


@dataclass(frozen=True)
class Beside:
    """What is known beside the panel: VISITS and LAUNCHES up to its last week (None without the
    form), the day its dates are judged on, the SPANS for which guidance logs and the office's logs
    were sent, the ENTRIES of other forms, the VERSIONS of ledgers, and CHECKED_LINES."""

    visits: pd.DataFrame | None
    launches: pd.DataFrame | None
    today: date
    spans: pd.DataFrame = field(default_factory=SPANS.frame)
    office_spans: pd.DataFrame = field(default_factory=SPANS.frame)
    others: Mapping[FormRole, pd.DataFrame] = field(default_factory=dict)
    versions: Mapping[FormRole, pd.DataFrame] = field(default_factory=dict)
    checked: pd.DataFrame = field(default_factory=CHECKED_LINES.frame)

    def entries(self, role: FormRole) -> pd.DataFrame:
        """The ENTRIES of another form; empty without it."""
        return self.others[role] if role in self.others else ENTRIES.frame()

    def sent(self, role: FormRole) -> tuple[pd.DataFrame, pd.DataFrame]:
        """A ledger's ENTRIES, and all VERSIONS of its lines; both empty without it."""
        return self.entries(role), self.versions.get(role, VERSIONS.frame())

    def problems(self, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
        """PROBLEMS_KEPT of the panel's units."""
        listed = self.sent(FormRole.PROBLEMS)
        return problems_kept(*listed, self.checked, panel, pack, today=self.today)

    def letter_problems(self, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
        """LETTER_PROBLEMS of the panel's units."""
        return letter_problems(self.entries(FormRole.LETTERS), panel, pack, today=self.today)

    def topics(self, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
        """TOPICS of the panel's units."""
        return topics(*self.sent(FormRole.RESEARCH), panel, pack, today=self.today)

    def services(self, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
        """SERVICES of the panel's units."""
        return services(self.entries(FormRole.SERVICES), panel, pack, today=self.today)

    def findings(self, panel: Panel, pack: CampaignPack) -> tuple[Finding, ...]:
        """What is to be said of the whole district in the panel's last week."""
        work = office_work(self.entries(FormRole.OFFICE_LOG), pack)
        trained = trainings_now(work, panel, weeks_told(self.office_spans, panel))
        return findings(panel, pack, visits=self.visits, trainings=trained)


def beside_of(
    ledger: Ledger, panel: Panel, pack: CampaignPack, viewer: Viewer, *, now: datetime
) -> Beside:
    """What a viewer knows beside the panel, up to its last week and as known at its revision; dates
    are judged as looked at from `now`, which is aware."""
    id_, calendar = panel.district.id, panel.district.calendar
    if not panel.weeks:
        return Beside(None, None, calendar.starts_on)
    week = panel.weeks[-1].week
    upto = {"through": week.number, "as_of": panel.revision}
    read = {
        role: ledger.entries(id_, viewer, form.id, **upto)
        for role in (FormRole.GUIDANCE_LOG, FormRole.LAUNCH, *_FORMS)
        if (form := pack.form_of(role))
    }
    made, launched = (read.pop(role, None) for role in (FormRole.GUIDANCE_LOG, FormRole.LAUNCH))
    logs = (FormRole.GUIDANCE_LOG, FormRole.OFFICE_LOG)
    spans, office_spans = (_spans(ledger, panel, pack, viewer, role) for role in logs)
    return Beside(
        None if made is None else visits(made, pack),
        None if launched is None else launches(launched, pack),
        calendar.looked_at(week, now=now),
        spans,
        office_spans,
        read,
        *_registers(ledger, panel, pack, viewer),
    )


def _registers(
    ledger: Ledger, panel: Panel, pack: CampaignPack, viewer: Viewer
) -> tuple[dict[FormRole, pd.DataFrame], pd.DataFrame]:
    """All VERSIONS of ledgers that are sent again, and CHECKED_LINES of problems."""
    kept, at = ledger.registers, {"as_of": panel.revision}
    forms = {role: form for role in _SENT_AGAIN if (form := pack.form_of(role))}
    versions = {
        role: kept.versions(panel.district.id, viewer, form.id, **at)
        for role, form in forms.items()
    }
    has_problems = FormRole.PROBLEMS in forms
    checked = kept.checked(panel.district.id, viewer, **at) if has_problems else None
    return versions, CHECKED_LINES.frame() if checked is None else checked


def _spans(
    ledger: Ledger, panel: Panel, pack: CampaignPack, viewer: Viewer, role: FormRole
) -> pd.DataFrame:
    """The SPANS for which a log was sent; empty where the campaign has no such log."""
    form = pack.form_of(role)
    if form is None:
        return SPANS.frame()
    return ledger.judging.spans(panel.district.id, viewer, form.id, as_of=panel.revision)
