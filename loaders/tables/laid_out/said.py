"""The views of a sheet go in; what is to be said of its being read through them comes out."""

from __future__ import annotations

from collections.abc import Sequence

from campaign import Address, Issue
from loaders.files import Sheet
from loaders.tables.laid_out.arrangement import Arrangement
from loaders.words import mask


def said_of_views(sheet: Sheet, views: Sequence[Arrangement]) -> list[Issue]:
    """L09 for a sheet that was turned, U28 at each cell that several lines share, L22 where a part
    begins that holds figures and is none of the views'."""
    turned = any(view.layout == "transposed" for view in views)
    issues = [Issue("L09", Address(sheet.name))] if turned else []
    issues += (
        Issue("U28", Address(sheet.name, *place), mask(sheet.text(*place)), {"n": n})
        for view in views
        for place, n in view.several.items()
    )
    for row in sorted({view.unread for view in views} - {0}):
        text = next(filter(None, sheet.texts(row)), "")
        issues.append(Issue("L22", Address(sheet.name, row), mask(text)))
    return issues
