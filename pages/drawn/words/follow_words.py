"""What was done about a unit's report, in words: calls, promises, figures told by telephone."""

from __future__ import annotations

import math

from pages.door import View
from pages.markup import slot_words
from pages.readings import Followed, Phoned


def follow_words(view: View, it: Followed) -> str:
    """All of it in one line; empty where nothing was done."""
    words, said = view.words, list[str]()
    if it.called:
        said.append(words.text("follow.called"))
    if it.promised is not None:
        day = words.day(it.promised)
        said.append(words.text(f"follow.promise.{it.promise}", day=day))
    said += [phoned_words(view, one) for one in it.phoned]
    return words.text("follow.and").join(said)


def phoned_words(view: View, it: Phoned) -> str:
    """A figure told by telephone, that it waits for a sheet or what the sheet says."""
    words = view.words
    return words.text(
        f"follow.phoned.{it.state}",
        what=slot_words(it.slot, view.pack, words),
        told=words.number(it.told),
        reported="" if math.isnan(it.reported) else words.number(it.reported),
    )
