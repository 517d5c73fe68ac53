"""Work done once: a week, a name and what it rests on go in; what was made of them comes out.

A result is kept with its week and made again only when something it rests on is another object:
weeks that did not change are shared between panels, and so is what was worked out from them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from campaign import PanelWeek

T = TypeVar("T")


def kept(week: PanelWeek, name: Hashable, make: Callable[[], T], *, after: object = None) -> T:
    """What `make` returns, kept under the name; nobody may change it.

    `after` is what it rests on beside the week, such as the state the week before left.
    """
    found = week.kept.get(name)
    if found is not None and found[0] is after:
        return cast("T", found[1])
    made = make()
    week.kept[name] = (after, made)
    return made
