"""What a district set of its campaign: tried, kept, shown again.

One `Settings` belongs to one `Ledger` and serves all of its threads. Unknown districts raise
KeyError. `campaign.pack_of` makes of a district the campaign as it holds in a week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import District, Right, Setting, Viewer, with_settings
from ledger.acts import aliases
from ledger.acts import settings as acts
from ledger.queries import Shelf, taught
from ledger.queries.taught import Normal
from ledger.records import districts, history
from ledger.store import Grant, Writer


class Settings:
    """Everything that a district may set for itself, by name and key (`campaign/settings.csv`)."""

    def __init__(self, reading: sa.Engine, writer: Writer, shelf: Shelf) -> None:
        self._reading = reading
        self._writer = writer
        self._shelf = shelf

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
        grant = Grant(by, Right.SET)
        keep = partial(acts.put, district_id=district_id, wanted=wanted)
        keep = partial(keep, by=by.actor, at=at, why=reason)
        return self._writer.write(keep, grant=grant, key=district_id)

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
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id)
            scope = self._shelf.scope(moment, viewer)
            return taught(moment, scope=scope, normal=normal)

    def end_name(
        self, district_id: str, raw: str, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Let a taught name mean nothing from now on; the answer is the new revision. What was read
        by it stays. Raises KeyError for one that nobody taught."""
        grant = Grant(by, Right.END_ALIAS)
        end = partial(aliases.end_alias, district_id=district_id, raw=raw, why=reason)
        return self._writer.write(partial(end, by=by.actor, at=at), grant=grant, key=district_id)

    def history(self, district_id: str) -> pd.DataFrame:
        """All that was ever set, the newest first, with who and why, as SETTINGS."""
        with self._reading.connect() as connection:
            self._shelf.district(connection, district_id)  # raises for no district
            return history(connection, district_id)
