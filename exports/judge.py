"""How every unit of a district is judged, for pages and papers alike: a pack and a day go in; what
is said of each unit of a whole district comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import ENTRIES, CampaignPack, FormRole, Keyed
from ledger import Whole
from measures import Judged, OtherGroups, judged, launches, other_groups, visits

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
            launches=_launches(whole, table.id, self.pack) if table else None,
            **beside,
        )


def _launches(whole: Whole, form: str, pack: CampaignPack) -> pd.DataFrame:
    return launches(whole.entries[form], pack, held=whole.held[form])


@dataclass(frozen=True, eq=False)
class GroupJudge(Keyed):
    """Tells a group how the visits of the others are made up."""

    pack: CampaignPack

    @property
    def key(self) -> tuple[object, ...]:
        """All of it."""
        return (self.pack,)

    @property
    def forms(self) -> tuple[str, ...]:
        """The guidance log, where the campaign has one."""
        log = self.pack.form_of(FormRole.GUIDANCE_LOG)
        return (log.id,) if log else ()

    def of(self, whole: Whole, /) -> OtherGroups:
        """What each group's visits used and were about."""
        log = self.pack.form_of(FormRole.GUIDANCE_LOG)
        rows = whole.entries[log.id] if log else ENTRIES.frame()
        return other_groups(visits(rows, self.pack), whole.panel, self.pack)
