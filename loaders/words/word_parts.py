"""A heading's words go in; the quantity they name by the pack's word parts comes out, with how much
of the heading they explain.

讲授专题党课 is 党课 with words that leave it what it is: every letter is explained, so it is read.
党课辅导 is not: 辅导 may be another figure's, and a person is asked. 专题研讨 is a discussion and
研讨专题 its topic, 组织集中学习 is study and 集中学习组织数 counts organisations: but for the words
the pack writes with a dash, what stands beside stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from campaign import Form, FormField, fold

SURE = 1.0
"""A reading is sure where no letter of the heading is left over: what is left may deny it."""
_LIKELY = 0.5
"""With half of the letters unexplained a heading is more often another figure's than this one's."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"[()/、,:·“”\"—-]")


@dataclass(frozen=True)
class NamedField:
    """A field with the share of a heading's letters (0-1) that its words explain."""

    id: str
    share: float


@dataclass(frozen=True)
class _Words:
    """The word parts of one field, folded: `before` may stand until its name is whole, `around`
    anywhere, `inside` in brackets."""

    id: str
    names: tuple[tuple[str, ...], ...]
    before: frozenset[str]
    around: frozenset[str]
    inside: frozenset[str]
    never: frozenset[str]

    @classmethod
    def of(cls, field: FormField, form: Form) -> _Words:
        told = (*form.plain_words, *field.beside)
        around = _folded(word[1:] for word in told if word.startswith("-"))
        before = _folded(word for word in told if not word.startswith("-"))
        names = tuple(tuple(map(fold, name)) for name in field.names)
        plain = _folded(word.removeprefix("-") for word in form.plain_words)
        inside, never = plain | _folded(field.bracketed), _folded(field.never)
        return cls(field.id, names, before, around, inside, never)

    def share(self, plain: str, inside: str) -> float:
        """How much of a text they explain; 0 where they do not name the field. Brackets with other
        words narrow the figure, so that it is not sure."""
        if any(word in plain for word in self.never):
            return 0.0
        covered = max(_covered(plain, name, self.before, self.around) for name in self.names)
        share = covered / len(plain)
        is_narrowed = _covered(inside, (), frozenset(), self.inside) < len(inside)
        return min(share, 1 - 1 / len(plain)) if is_narrowed else share


def named_fields(text: str, form: Form) -> tuple[NamedField, ...]:
    """The fields a folded heading may name, the likeliest first: those whose own words all stand in
    it. A word that makes another figure of it leaves none."""
    return _named(text, form) if _any_word(form).search(text) else ()


def is_denied(text: str, form: Form, field: str = "") -> bool:
    """Whether a folded heading has a word that makes another figure of any field, or of this."""
    plain = _BETWEEN.sub("", text)
    never = _folded(form.field[field].never) if field else frozenset()
    return any(word in plain for word in _other_words(form) | never)


@lru_cache(maxsize=16384)
def names_wholly(text: str, form: Form, field: str) -> bool:
    """Whether all words of a field's name stand in a folded text, whatever else does."""
    return any(
        all(word in text for word in name)
        for words in _word_parts(form)
        if words.id == field
        for name in words.names
    )


@lru_cache(maxsize=16384)
def _named(text: str, form: Form) -> tuple[NamedField, ...]:
    plain, inside = _BETWEEN.sub("", text), _BETWEEN.sub("", "".join(_BRACKET.findall(text)))
    if is_denied(text, form):
        return ()
    told = ((words.id, words.share(plain, inside)) for words in _word_parts(form))
    found = [NamedField(id_, share) for id_, share in told if share >= _LIKELY]
    return tuple(sorted(found, key=lambda named: -named.share))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@cache
def _word_parts(form: Form) -> tuple[_Words, ...]:
    return tuple(_Words.of(field, form) for field in form.fields if field.names)


@cache
def _other_words(form: Form) -> frozenset[str]:
    return _folded(form.other_words)


@cache
def _any_word(form: Form) -> re.Pattern[str]:
    """Whether a text has a word of any field: most texts of a sheet have none."""
    words = {word for parts in _word_parts(form) for name in parts.names for word in name}
    return re.compile("|".join(map(re.escape, sorted(words))) or r"(?!)")


def _covered(
    text: str, name: tuple[str, ...], before: frozenset[str], around: frozenset[str]
) -> int:
    """The most letters of a text that words explain which do not overlap, each word of `name` being
    one of them; 0 where one of those is not there."""
    if not all(word in text for word in name):
        return 0
    whole = (1 << len(name)) - 1
    near = [word for word in before if word in text]
    anywhere = [word for word in around if word in text]
    best: list[dict[int, int]] = [{0: 0}] + [{} for _ in text]
    for at in range(len(text)):
        for done, n in tuple(best[at].items()):
            _reach(best, at + 1, done, n)
            for word in anywhere if done == whole else (*near, *anywhere):
                if text.startswith(word, at):
                    _reach(best, at + len(word), done, n + len(word))
            for index, word in enumerate(name):
                if text.startswith(word, at):
                    _reach(best, at + len(word), done | 1 << index, n + len(word))
    return best[-1].get(whole, 0)


def _reach(best: list[dict[int, int]], at: int, done: int, n: int) -> None:
    best[at][done] = max(best[at].get(done, 0), n)
