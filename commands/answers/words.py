"""The options by which a person at a terminal says what a roster's words mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import click

from campaign import CampaignPack, FieldRole, WordAnswer, fold, meant_by
from loaders import AskedWord

MEANS = click.option(
    "--means",
    multiple=True,
    metavar="TEXT=NAME",
    help="the type or group that a roster's word is, or that of a unit whose word may mean two",
)
OWN = click.option(
    "--own",
    multiple=True,
    metavar="TEXT[=TYPE]",
    help="a roster's word is a group of its own, or a type with the duties of TYPE",
)


@dataclass(frozen=True)
class SaidWords:
    """What was said, by folded text: the type or group meant, or of a type of its own, its like."""

    means: Mapping[str, Sequence[str]]
    own: Mapping[str, str]

    @staticmethod
    def of(means: Iterable[str], own: Iterable[str]) -> SaidWords:
        """The options as given; raises click.BadParameter for a --means without a name."""
        told: dict[str, list[str]] = {}
        for text, _, name in (it.partition("=") for it in means):
            if not name:
                raise click.BadParameter("TEXT=NAME", param_hint="--means")
            told.setdefault(fold(text), []).append(name)
        split = (it.partition("=") for it in own)
        return SaidWords(told, {fold(text): like for text, _, like in split})

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.means or self.own)

    def answers(self, asked: Iterable[AskedWord], pack: CampaignPack) -> list[WordAnswer]:
        """The answers to words that are asked about; raises click.BadParameter for a type or group
        that the campaign does not have."""
        return [
            answer
            for word in asked
            if not word.among and (answer := self._answer(word, pack)) is not None
        ]

    def _answer(self, word: AskedWord, pack: CampaignPack) -> WordAnswer | None:
        text, is_type = fold(word.word), word.role is FieldRole.TYPE
        if text in self.own:
            like = _known([self.own[text]], pack, is_type=True) if is_type else ""
            return WordAnswer(word.role, word.word, like, is_own=True)
        if text in self.means:
            meant = _known(self.means[text], pack, is_type=is_type)
            return WordAnswer(word.role, word.word, meant)
        return None

    def told_units(
        self, asked: Iterable[AskedWord], pack: CampaignPack
    ) -> dict[tuple[FieldRole, str], str]:
        """By role and folded name, what was said of units whose word may mean several."""
        units = {(word.role, fold(unit)) for word in asked if word.among for unit in word.units}
        return {
            (role, unit): _known(self.means[unit], pack, is_type=role is FieldRole.TYPE)
            for role, unit in sorted(units)
            if unit in self.means
        }


NO_WORDS = SaidWords({}, {})
"""Nothing was said of any word."""


def _known(names: Sequence[str], pack: CampaignPack, *, is_type: bool) -> str:
    """The first of the names that is a type's or a group's."""
    listed = pack.types if is_type else pack.groups
    found = next(filter(None, (meant_by(name, listed) for name in names)), "")
    if not found:
        raise click.BadParameter(f"{names[0]!r}", param_hint="--means, --own")
    return found
