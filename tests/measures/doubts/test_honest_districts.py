"""Districts whose figures are honest: how seldom anything is doubted."""

from __future__ import annotations

import os
from datetime import date

import numpy as np

from campaign import Panel
from measures import figures_to_verify
from tests.measures.drawn import pack
from tests.measures.told import Told

N_DISTRICTS = 60 if os.environ.get("SOAK") else 4
N_WEEKS, SILENT, BUDGET = 12, 0.05, 0.0015
TYPES = ("county_team",) * 10 + ("section_team",) * 35 + ("second_tier",) * 35
A_WEEK = {
    "study_session_count": 1.2,
    "study_lecture_count": 0.4,
    "discussion_session_count": 0.5,
    "discussion_speaker_count": 6.0,
    "party_lecture_count": 0.1,
    "research_visit_count": 1.5,
    "problem_found_count": 0.8,
    "livelihood_done_count": 0.3,
}


def honest(seed: int) -> Panel:
    """Units of different size that report what happened, a figure in twenty left out."""
    rng, owed = np.random.default_rng(seed), pack().quantity
    size = rng.gamma(4, 0.25, len(TYPES))
    weeks = []
    for _ in range(N_WEEKS):
        done = {name: rng.poisson(mean * size) for name, mean in A_WEEK.items()}
        weeks.append(
            tuple(
                {
                    name: float(done[name][unit])
                    for name in A_WEEK
                    if type_id in owed[name].owed_by and rng.random() > SILENT
                }
                for unit, type_id in enumerate(TYPES)
            )
        )
    return Told(TYPES, (0,) * len(TYPES), tuple(weeks)).panel


def test_honest_figures_are_doubted_within_the_budget_and_never_escalated() -> None:
    """The budget is that of peers: .0015 doubts a judgement."""
    doubts = judged = 0
    for seed in range(N_DISTRICTS):
        told = figures_to_verify(honest(seed), pack(), entries={}, today=date(2024, 1, 1))
        doubts += len(told.doubts)
        judged += int(told.judged[["n_doubt", "n_clear"]].to_numpy().sum())
        assert not told.doubts["is_escalated"].any()
    assert judged > 400 * N_DISTRICTS
    assert doubts <= BUDGET * judged, f"{doubts} doubts in {judged} judgements"
