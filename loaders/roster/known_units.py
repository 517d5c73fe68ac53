"""The roster sheets of a reading go in; a `Roster` to read other sheets with comes out."""

from __future__ import annotations

from datetime import date

from campaign import CampaignPack, Roster, unit_in_row
from loaders.entries import Reading
from loaders.tables import district_in


def roster_in(reading: Reading, pack: CampaignPack, *, valid_from: date) -> Roster:
    """The accepted units of a reading's roster tables, valid from one day; without aliases.

    The district's own names are taken from the front of the sheet's title.
    """
    units = tuple(
        unit_in_row(line, valid_from=valid_from, valid_to=date.fromisoformat(end) if end else None)
        for submission in reading.submissions
        if submission.form == pack.roster_form.id
        for line in submission.rows.to_dict("records")
        if line["accepted"]
        for end in [line["valid_to"]]
    )
    title = next((sheet.title for sheet in reading.sheets if sheet.title), "")
    return Roster(units, {}, district_in(title))
