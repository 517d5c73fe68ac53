"""Names go in; those like another come out, without comparing each: a sheet may have twenty
thousand names that nobody knows.

By the pigeonhole principle: where four of five characters of two names are the same and in order,
or one is a shortening of the other, at most a third of the characters of the one looked for is
missing from the other; so each that is like it has one of its rarest third of characters and one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from loaders.words.cells import numeral

_LIKE = 80.0
"""One wrong character in five; it only orders what a person is asked about."""
_SHORT, _LIKE_SHORT = 4, 75.0
"""Of a name of four characters one that is wrong is one in four; of three it would be anybody's."""
_MISSING = 3
"""2 k / (n + m) >= 0.8 and k <= m give k >= 2 n / 3: a third of n may be missing."""
_NUMERALS, _DIGITS = re.compile("[一二三四五六七八九十百]+"), re.compile(r"\d+")


class NearNames:
    """Names, each of somebody with an id, in an index by their characters."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._named = [(_counted(name), id_) for name, id_ in named]
        self._with: dict[str, list[int]] = {}
        for at, (name, _) in enumerate(self._named):
            for letter in set(name):
                self._with.setdefault(letter, []).append(at)

    def of(self, text: str, *, is_short: bool = False) -> Iterator[tuple[str, float]]:
        """The ids of names like a text, from 80 to 100 how much; for one `is_short` those of four
        characters of which three are the same, 75."""
        text = _counted(text)
        least = _LIKE_SHORT if is_short else _LIKE
        if is_short and len(text) != _SHORT:
            return
        letters = sorted(set(text), key=lambda letter: len(self._with.get(letter, ())))
        rarest = letters[: len(text) // _MISSING + 1]
        for at in {at for letter in rarest for at in self._with.get(letter, ())}:
            name, id_ = self._named[at]
            like = _likeness(text, name)
            if like >= least and (not is_short or len(name) == _SHORT):
                yield id_, like


def _likeness(text: str, name: str) -> float:
    if _DIGITS.findall(name) != _DIGITS.findall(text):
        return 0.0
    letters = iter(name)
    if len(text) >= 2 and all(letter in letters for letter in text):
        return 90.0 + 10.0 * len(text) / max(len(name), 1)
    return fuzz.ratio(text, name)


@lru_cache(maxsize=1 << 14)
def _counted(text: str) -> str:
    """A name with its numerals as digits: 第十一小学 and 第11小学 are the same."""
    return _NUMERALS.sub(lambda m: m[0] if (n := numeral(m[0])) is None else str(n), text)
