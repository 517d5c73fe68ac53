"""A roster's word that nobody knows, or a unit's name where there is no word, goes in; what it most
likely means comes out, as a question."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from campaign import CampaignPack, FieldRole, fold
from loaders.entries import AskedWord

_ALIKE = 80
"""A convention: of ten letters eight are the same; a suggestion is never taken without a person."""


def likely_meaning(asked: AskedWord, pack: CampaignPack) -> str:
    """The id of the type that the word suggests; empty where it suggests none, and of a group, for
    the names of two groups may differ by a number alone.

    It is the type with the longest of its likely words in the word, else the one called most alike.
    """
    word = fold(asked.word)
    if asked.role is not FieldRole.TYPE or not word:
        return ""
    if asked.among:
        return asked.among[0]
    told = [(len(said), type_.id) for type_ in pack.types for said in type_.likely if said in word]
    if told:
        return max(told, key=lambda it: it[0])[1]
    named = ((type_.id, name) for type_ in pack.types for name in type_.aliases)
    best, id_ = max(((fuzz.ratio(word, fold(name)), id_) for id_, name in named), default=(0.0, ""))
    return id_ if best >= _ALIKE else ""


def likely_type(name: str, among: Sequence[str], pack: CampaignPack) -> str:
    """The id of the one of several types whose organisations are called like a unit; empty where
    the name ends in none of their words. The longest word decides."""
    own = fold(name)
    told = [
        (len(word), type_.id)
        for type_ in pack.types
        for word in type_.called
        if type_.id in among and own.endswith(word)
    ]
    return max(told, key=lambda it: it[0], default=(0, ""))[1]
