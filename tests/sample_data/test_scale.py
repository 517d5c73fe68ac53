"""The scale set: any size, usual shares, figures that are read as they stand, one seed one district."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from campaign import load_pack, registered_slots
from sample_data import Sent, scale_district, submissions

PACK = load_pack("c2023_ztjy")
CALENDAR = replace(PACK.calendar, n_weeks=3)


def sent(units: int) -> list[Sent]:
    """Every submission of a set of three weeks."""
    return list(submissions(scale_district(PACK, calendar=CALENDAR, n_units=units)))


def test_types_have_the_shares_of_a_usual_district() -> None:
    types = scale_district(PACK, calendar=CALENDAR, n_units=340).types
    assert dict(Counter(types.tolist())) == {
        "county_team": 5,
        "section_team": 62,
        "second_tier": 86,
        "grassroots": 140,
        "non_public": 47,
    }


@pytest.mark.parametrize("units", [1, 999, 100_000])
def test_every_unit_has_an_id_and_a_name_of_its_own(units: int) -> None:
    district = scale_district(PACK, calendar=CALENDAR, n_units=units)
    assert len(set(district.unit_ids)) == len(set(district.names)) == units


@pytest.mark.parametrize("units", [0, 120_001])
def test_other_sizes_are_refused(units: int) -> None:
    with pytest.raises(ValueError, match="units"):
        scale_district(PACK, calendar=CALENDAR, n_units=units)


def test_the_roster_comes_first_and_then_ten_sheets_a_week() -> None:
    found = sent(200)
    assert found[0].submission.form == "roster"
    weeks = [one.submission.week for one in found[1:]]
    assert weeks == [1] * 10 + [2] * 10 + [3] * 10
    assert scale_district(PACK, calendar=CALENDAR, n_units=200).n_sheets == 31


def test_no_sheet_is_longer_than_a_thousand_units() -> None:
    lengths = [len(one.submission.rows) for one in sent(30_000)[1:]]
    assert max(lengths) <= 1_000
    assert 0.9 < sum(lengths) / 90_000 < 0.94


def test_running_totals_add_up_what_was_told() -> None:
    """A unit silent in a week has its figures in the next total all the same."""
    rows = pd.concat([one.submission.rows for one in sent(100)[1:]])
    told = rows.groupby("unit_id")["study_session_count"].agg(["count", "sum"])
    last = rows.groupby("unit_id")["study_session_count@cumulative"].last()
    every = told["count"] == 3
    assert every.sum() > 50
    assert (told["sum"][every] == last[every]).all()
    assert (told["sum"] <= last.fillna(np.inf)).all()


def test_a_figures_cell_says_what_the_row_says() -> None:
    submission = sent(60)[1].submission
    row = submission.rows.iloc[0]
    for slot, column in submission.columns.items():
        text = submission.grid.text(int(row["row"]), column)
        letter = row["states"][registered_slots().index(slot)]
        assert text == {"n": "/", "m": ""}.get(letter, f"{row[slot]:.0f}")


def test_one_seed_is_one_district() -> None:
    one, other = sent(50), sent(50)
    for mine, theirs in zip(one, other, strict=True):
        assert mine.received_at == theirs.received_at
        assert mine.submission.source == theirs.submission.source
        pd.testing.assert_frame_equal(mine.submission.rows, theirs.submission.rows)
