"""Work done once: a week, a name and what it rests on go in; what was made of them comes out.

A result is kept with its week and made again only when something it rests on is another object:
weeks that did not change are shared between panels, and so is what was worked out from them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

from campaign import PanelWeek

T = TypeVar("T")


def kept(week: PanelWeek, name: Hashable, make: Callable[[], T], *, after: object = None) -> T:
    """What `make` returns, kept under the name; nobody may change it.

    `after` is what it rests on beside the week, such as the state the week before left; of a tuple,
    every one of them.
    """
    found = week.kept.get(name)
    if found is not None and _is_same(found[0], after):
        return cast("T", found[1])
    made = make()
    week.kept[name] = (after, made)
    return made


def past(weeks: Sequence[PanelWeek]) -> object:
    """One object for the weeks up to the last: the same while they all are the same objects."""
    mark: object = None
    for week in weeks:
        mark = kept(week, "past", object, after=mark)
    return mark


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
    return one is other
