"""Texts copied from one another: a frame of texts goes in; DOUBTS with both references come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from measures.doubts.verdict import by_finding
from measures.statistics import Ints

GRAM, LEAST_LENGTH, ALIKE = 5, 60, 0.8
"""Conventions, not simulated: five characters are longer than most words, sixty are two sentences,
and four of five alike is a copy with a word changed here and there."""
TEMPLATE_SHARE, FEWEST_FOR_TEMPLATE = 0.2, 2
"""What every fifth unit writes is the form's; what only two do is what is looked for."""

_SPACES_AND_MARKS = re.compile(r"[\W_]+")


class _Pairs(NamedTuple):
    """Positions of two texts and how alike they are (Jaccard, 0-1)."""

    one: Ints
    other: Ints
    alike: npt.NDArray[np.float64]


def duplicate_text(texts: pd.DataFrame, unit_ids: Sequence[str]) -> pd.DataFrame:
    """`duplicate_text`: 80 % and more of the 5-grams of two units' texts are the same.

    TEXTS: unit_id, week, text, reference. Width, case, spaces and punctuation do not count, nor do
    5-grams that more than 20 % of the units use: that is the form's own wording. What is left of a
    text must have 60 characters; else it is not enough. `value` is the likeness (Jaccard).
    """
    place = {unit: i for i, unit in enumerate(unit_ids)}
    unit = np.array([place[each] for each in texts["unit_id"]], dtype=np.int64)
    grams = _grams([_plain(text) for text in texts["text"]], unit, len(unit_ids))
    size = np.asarray(grams.sum(axis=1)).ravel()
    long_enough = size > LEAST_LENGTH - GRAM
    pairs = _alike(grams[long_enough], np.nonzero(long_enough)[0], unit)
    n = np.bincount(unit[long_enough], minlength=len(unit_ids))
    one, other = np.append(pairs.one, pairs.other), np.append(pairs.other, pairs.one)
    references = texts["reference"].to_numpy()
    return by_finding(
        "duplicate_text",
        unit_ids,
        at=unit[one],
        week=texts["week"].to_numpy(dtype=np.int64)[one],
        evidence=[(references[a], references[b]) for a, b in zip(one, other, strict=True)],
        value=np.append(pairs.alike, pairs.alike),
        can_tell=n > 0,
        n=n,
    )


def _plain(text: str) -> str:
    return _SPACES_AND_MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _grams(texts: Sequence[str], unit: Ints, n_units: int) -> sparse.csr_array:
    """[texts, 5-grams], 1 where a text has one that is not the template's."""
    own = [{text[i : i + GRAM] for i in range(len(text) - GRAM + 1)} for text in texts]
    number = {gram: k for k, gram in enumerate(dict.fromkeys(g for each in own for g in each))}
    row = np.repeat(np.arange(len(own)), [len(each) for each in own])
    column = np.array([number[g] for each in own for g in each], dtype=np.int64)
    ones = np.ones(len(row))
    shape = (n_units, max(len(number), 1))
    by_unit = sparse.csr_array((ones, (unit[row], column)), shape=shape)
    by_unit.data[:] = 1
    users = np.asarray(by_unit.sum(axis=0)).ravel()
    kept = users[column] <= max(FEWEST_FOR_TEMPLATE, TEMPLATE_SHARE * n_units)
    return sparse.csr_array(
        (ones[kept], (row[kept], column[kept])), shape=(len(own), max(len(number), 1))
    )


def _alike(grams: sparse.csr_array, at: Ints, unit: Ints) -> _Pairs:
    both = sparse.triu(grams @ grams.T, k=1).tocoo()
    size = np.asarray(grams.sum(axis=1)).ravel()
    one, other = at[both.row], at[both.col]
    alike = both.data / (size[both.row] + size[both.col] - both.data)
    kept = (alike >= ALIKE) & (unit[one] != unit[other])
    return _Pairs(one[kept], other[kept], alike[kept])
