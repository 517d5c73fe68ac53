"""One unit, one answer: a view goes in; what is said of its units, judged in the whole district,
comes out. No page judges units by what it shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import CampaignPack, FormRole, Keyed, Panel
from ledger import Whole
from measures import Judged, judged, launches, visits
from pages.door import Basis, opened, reading

_FORMS = (FormRole.GUIDANCE_LOG, FormRole.LAUNCH)


@dataclass(frozen=True, eq=False)
class UnitJudge(Keyed):
    """Judges every unit of a district by its pack, as of a day."""

    pack: CampaignPack
    today: date

    @property
    def key(self) -> tuple[object, ...]:
        """All of it."""
        return self.pack, self.today

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it reads beside the weekly figures, as far as the campaign has them."""
        return tuple(form.id for role in _FORMS if (form := self.pack.form_of(role)))

    def of(self, whole: Whole, /) -> Judged:
        """What is said of each unit of the district."""
        log, table = (self.pack.form_of(role) for role in _FORMS)
        beside = {"spans": whole.spans[log.id]} if log else {}
        return judged(
            whole.panel,
            self.pack,
            today=self.today,
            visits=visits(whole.entries[log.id], self.pack) if log else None,
            launches=launches(whole.entries[table.id], self.pack) if table else None,
            **beside,
        )


@reading
def judged_now(basis: Basis) -> Judged:
    """What is said of the shown units in the view's week."""
    judge = UnitJudge(basis.pack, basis.today)
    found = opened.ledger().judging.units(
        basis.district.id,
        basis.viewer,
        judge,
        forms=judge.forms,
        through=basis.week.number,
        as_of=basis.as_of,
    )
    return found.within(_shown(basis.panel))


def _shown(panel: Panel) -> frozenset[str]:
    last = panel.weeks[-1].member if panel.weeks else ()
    return frozenset(unit.id for unit, own in zip(panel.units, last, strict=False) if own)


def signals_now(basis: Basis) -> pd.DataFrame:
    """SIGNALS of the view's week."""
    return judged_now(basis).signals


def units_visited(basis: Basis) -> pd.DataFrame:
    """UNIT_VISITS of the week's units, as of the view's today."""
    return judged_now(basis).visited


def logs_of_groups(basis: Basis) -> pd.DataFrame:
    """GROUP_LOGS of the groups with units here."""
    return judged_now(basis).logs


def is_guided(basis: Basis) -> bool:
    """Whether the district keeps a guidance log, whoever of its units the viewer sees."""
    return judged_now(basis).is_guided
