"""Sheets made from plans, the same for the same seed: each is read right, asked about or refused,
and none is silently wrong. 500 in the gate, 20,000 in the soak, told by kind."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from tests.loaders.sampled import layouts, meaning, others
from tests.loaders.sampled.plan import Kind

KINDS: dict[str, Kind] = {**meaning.KINDS, **layouts.KINDS, **others.KINDS}
N_SHEETS = 20_000 if os.environ.get("SOAK") else 500
EACH = -(-N_SHEETS // len(KINDS))
RIGHT = 0.95
"""Of the sheets that leave nothing to ask at least this share is read without a question."""


@pytest.mark.parametrize("name", KINDS)
def test_no_sheet_of_a_kind_is_silently_wrong(name: str, figures: Callable[[str], None]) -> None:
    plans = [KINDS[name](Random(f"{name} {seed}")) for seed in range(EACH)]
    outcomes = [plan.outcome() for plan in plans]
    counted = Counter(outcomes)
    figures(
        f"{name:24}"
        + "  ".join(f"{o} {counted[o]}" for o in ("right", "asked", "refused", "wrong"))
    )
    wrong = [
        (n, p.told()) for n, (p, o) in enumerate(zip(plans, outcomes, strict=True)) if o == "wrong"
    ]
    assert not wrong, f"{len(wrong)} wrong, seed {wrong[0][0]}:\n{wrong[0][1]}"
    clear = [o for p, o in zip(plans, outcomes, strict=True) if p.is_clear]
    asked = [p.told() for p, o in zip(plans, outcomes, strict=True) if p.is_clear and o != "right"]
    assert clear.count("right") >= RIGHT * len(clear), "\n".join(asked[:3])
