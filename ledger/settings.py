"""What a district set of its campaign: tried, kept, shown again.

`campaign.pack_of` makes of a district the campaign as it holds in a week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pandas as pd

from campaign import District, Right, Setting, Viewer, with_settings
from ledger.acts import aliases
from ledger.acts import settings as acts
from ledger.queries import Room, taught
from ledger.queries.taught import Normal
from ledger.records import districts, history


class Settings(Room):
    """Everything that a district may set for itself, by name and key (`campaign/settings.csv`)."""

    def put(
        self,
        district_id: str,
        wanted: Sequence[Setting],
        *,
        by: Viewer,
        at: datetime,
        reason: str = "",
    ) -> int:
        """Keep several settings, each from its week on; the answer is the new revision.

        Raises SettingRefused for what cannot be set or changes nothing, LockedWeek in an archived
        district.
        """
        keep = partial(acts.put, wanted=wanted, at=at, why=reason)
        return self._write(Right.SET, by, district_id, keep)

    def tried(self, district_id: str, wanted: Sequence[Setting]) -> District:
        """The district as it would be with these settings; nothing is written. Raises
        SettingRefused."""
        with self._reading.connect() as connection:
            now = districts.district(connection, district_id)
            new = acts.new_settings(connection, now, wanted)
            began = districts.district(connection, district_id, as_of=0)
        return with_settings(began, (*now.settings, *acts.as_latest(new)))

    def taught(self, district_id: str, viewer: Viewer, *, normal: Normal) -> pd.DataFrame:
        """What people taught the reader, with who, when and what was read by it, as TAUGHT;
        `normal` gives a heading as layouts remember it."""
        with self._seen(district_id, viewer) as (moment, scope):
            return taught(moment, scope=scope, normal=normal)

    def end_name(
        self, district_id: str, raw: str, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Let a taught name mean nothing from now on; the answer is the new revision. What was read
        by it stays. Raises KeyError for one that nobody taught."""
        end = partial(aliases.end_alias, raw=raw, at=at, why=reason)
        return self._write(Right.END_ALIAS, by, district_id, end)

    def history(self, district_id: str) -> pd.DataFrame:
        """All that was ever set, the newest first, with who and why, as SETTINGS."""
        with self._reading.connect() as connection:
            self._shelf.district(connection, district_id)  # raises for no district
            return history(connection, district_id)
