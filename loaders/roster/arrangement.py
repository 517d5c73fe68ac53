"""A sheet with its tables goes in; its view as a roster of a unit a row comes out, where it is laid
out otherwise (`layouts`)."""

from __future__ import annotations

from collections.abc import Sequence

from campaign import CampaignPack, FormKind
from loaders.files import Sheet
from loaders.roster.layouts.headed import headed_arrangement
from loaders.roster.layouts.listed import listed_arrangement
from loaders.roster.layouts.ticked import ticked_arrangement
from loaders.roster.layouts.tree import tree_arrangement
from loaders.tables import Arrangement, Table


def roster_arrangement(
    sheet: Sheet, tables: Sequence[Table], pack: CampaignPack
) -> list[Arrangement]:
    """The view with a unit a row of a sheet that has one table, or none of any form; empty where
    it is read as it stands or is no roster."""
    if not tables:
        return headed_arrangement(sheet, pack)
    if len(tables) > 1 or tables[0].header.form.kind is not FormKind.ROSTER:
        return []
    table = tables[0]
    return (
        tree_arrangement(sheet, table)
        or ticked_arrangement(sheet, table, pack)
        or listed_arrangement(sheet, table, pack)
    )
