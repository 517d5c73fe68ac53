"""Control charts: limits and labels beside the published ones, gaps, and when nothing is said."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from measures.statistics.change import LABELS, LEAST_WEEKS, STATUS, TRIAL, xmr
from tests.measures.outside import numbers

NAN = math.nan
# The first twenty of R's rnorm with seed 123, as the peer's own snapshot prints them.
NORMAL = [-0.560475646552213, -0.23017748948328, 1.55870831414912, 0.070508391424576, 0.129287735160946, 1.71506498688328, 0.460916205989202, -1.26506123460653, -0.686852851893526, -0.445661970099958, 1.22408179743946, 0.359813827057364, 0.400771450594052, 0.11068271594512, -0.555841134754075, 1.78691313680308, 0.497850478229239, -1.96661715662964, 0.701355901563686, -0.472791407727934]  # fmt: skip
WITH_TEN = [*NORMAL[:14], 10, *NORMAL[15:]]
CALM = [5, 6, 5, 4, 5, 6, 4, 5, 6, 5, 4, 5]


def status(chart):
    return STATUS[int(chart.status)]


@pytest.mark.parametrize(
    ("y", "screen", "mean", "lower", "upper"),
    [
        (NORMAL, True, 0.1416238, -3.01138, 3.294627),
        (WITH_TEN, True, 0.6694159, -2.383666, 3.722497),
        (WITH_TEN, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_the_published_limits(y, screen, mean, lower, upper):
    chart = xmr(y, screen=screen)
    got = chart.mean[0], chart.lower[-1], chart.upper[-1]
    assert got == pytest.approx((mean, lower, upper), abs=5e-7)
    outside = {14: "Above UCL"} if 10 in y else {}
    assert {i: v for i, v in enumerate(chart.label) if v != "Common Cause"} == outside


def test_every_label_of_forty_organisations_in_three_ways():
    rows = numbers("nhsr_ptd_ae_type1_breach_share.csv")
    y = np.array([float(row["y"]) for row in rows]).reshape(40, 36)
    ways = {
        "special_cause_type": ("upl", xmr(y)),
        "type_noscreen": ("upl_noscreen", xmr(y, screen=False)),
        "type_fix12": ("upl_fix12", xmr(y, baseline=12)),
    }
    for column, (limit, chart) in ways.items():
        assert chart.label.ravel().tolist() == [row[column] for row in rows]
        assert chart.upper.ravel() == pytest.approx([float(r[limit]) for r in rows], abs=1e-9)


def test_every_snapshot_of_the_peer():
    for name, told in numbers("nhsr_ptd_expected.json").items():
        chart = xmr(told["y"], screen="noscreen" not in name)
        assert chart.label.tolist() == told["r"]["types"]
        got = chart.mean[0], chart.lower[0], chart.upper[0]
        assert got == pytest.approx([told["r"][k] for k in ("mean", "lpl", "upl")], rel=1e-7)


@pytest.mark.parametrize(
    ("y", "label", "weeks"),
    [
        ([*CALM, *CALM, 20], "Above UCL", [24]),
        ([*CALM, *CALM, -9], "Below LCL", [24]),
        ([8, 2, 8, 2, 8, 2, 8, 2, 8, *[4] * 3, 6, 6, 6, 6, 6, 6, 6], "7 Points Above CL", [*range(12, 19)]),
    ],
)  # fmt: skip
def test_a_pattern_is_named_on_all_its_weeks(y, label, weeks):
    assert [i for i, v in enumerate(xmr(y).label) if v == label] == weeks


def test_a_cumulative_curve_would_always_be_a_trend():
    y = np.cumsum(CALM)
    assert "7 Point Trend (Increasing)" in xmr(y).label


def test_a_tie_breaks_a_trend_and_the_mean_breaks_a_shift():
    rising = [9, 1, 9, 1, 9, 1, 2, 3, 4, 5, 6, 7, 9]
    tied = [9, 1, 9, 1, 9, 1, 2, 3, 4, 4, 5, 6, 7]
    assert (xmr(rising).label == "7 Point Trend (Increasing)").any()
    assert not (xmr(tied).label == "7 Point Trend (Increasing)").any()


def test_a_missing_week_has_no_label_and_breaks_every_run():
    y = [8, 2, 8, 2, 8, 2, 8, 2, 8, 4, 4, 4, 6, 6, 6, NAN, 6, 6, 6, 6]
    label = xmr(y).label
    assert label[15] == ""
    assert "7 Points Above CL" not in label
    assert math.isnan(xmr([1, NAN] * 12).upper[0]), "no two weeks in a row, no moving range"


def test_few_weeks_have_no_limits_and_a_dozen_is_needed_for_a_label():
    few, trial = xmr(CALM[: TRIAL - 1]), xmr([*CALM[: LEAST_WEEKS - 2], 60])
    assert (status(few), status(trial), status(xmr(CALM))) == ("too_few", "trial", "charted")
    assert np.isnan(few.upper).all()
    assert few.mean[0] == 5
    assert np.isfinite(trial.upper).all()
    assert set(trial.label) == {"Common Cause"}


def test_a_constant_series_has_no_limits():
    chart = xmr([3] * 12)
    assert status(chart) == "constant"
    assert np.isnan(chart.upper).all()
    assert status(xmr([3] * 6 + [9] * 6)) == "charted", "one step is not constant"


def test_a_change_of_work_begins_a_new_chart():
    y = [*CALM, *(v + 20 for v in CALM)]
    whole, split = xmr(y), xmr(y, rebase=[12])
    assert (whole.label != "Common Cause").any()
    assert set(split.label) == {"Common Cause"}
    assert (split.mean[0], split.mean[-1]) == (5, 25)


def test_a_baseline_holds_the_limits_for_later_weeks():
    y = [*CALM, 30, 30]
    assert xmr(y, baseline=12).upper[-1] == xmr(CALM).upper[0]
    with pytest.raises(ValueError, match="12"):
        xmr(y, baseline=5)


def sevens(seven, mean):
    """The codes of seven weeks in a row that are all known."""
    steps = [b - a for a, b in pairwise(seven)]
    holds = {
        1: all(v < mean for v in seven),
        2: all(v > mean for v in seven),
        5: all(s < 0 for s in steps),
        6: all(s > 0 for s in steps),
    }
    return [code for code, held in holds.items() if held and not any(map(math.isnan, seven))]


def threes(three, mean, inner, upper):
    """Which of three weeks are far points of two in three, by code."""
    for code, sign in ((3, -1), (4, 1)):
        away = [(v - mean) * sign for v in three]
        far = [k for k, a in enumerate(away) if inner - mean < a <= upper - mean]
        if all(a > 0 for a in away) and len(far) >= 2:
            yield from ((k, code) for k in far)


def slow_labels(y):
    """The rules read one week at a time."""
    chart = xmr(y)
    mean, upper = chart.mean[0], chart.upper[0]
    found = [[0, 7 * int(v < chart.lower[0]), 8 * int(v > upper)] for v in y]
    for i in range(len(y) - 2):
        for k, code in threes(y[i : i + 3], mean, mean + (upper - mean) * 2 / 3, upper):
            found[i + k].append(code)
        for code in sevens(y[i : i + 7], mean) if i + 7 <= len(y) else ():
            for k in range(7):
                found[i + k].append(code)
    return ["" if math.isnan(v) else LABELS[max(f)] for v, f in zip(y, found, strict=True)]


@given(
    st.lists(st.sampled_from([NAN, 0.0, 1.0, 2.0, 3.0, 5.0, 9.0, 14.0]), min_size=1, max_size=40)
)
def test_the_weeks_read_one_by_one_give_the_same_labels(y):
    chart = xmr(y)
    if status(chart) == "charted" and not math.isnan(chart.upper[0]):
        away = np.abs(np.subtract(y, chart.mean[0])) / (chart.upper[0] - chart.mean[0])
        assume(not np.isclose(away, 2 / 3).any() and not np.isclose(away, 1).any())
        assert chart.label.tolist() == slow_labels(y)


@given(st.lists(st.lists(st.integers(0, 9), min_size=14, max_size=14), min_size=1, max_size=5))
def test_many_series_at_once_are_each_charted_alone(many):
    together = xmr(many)
    for i, y in enumerate(many):
        assert together.label[i].tolist() == xmr(y).label.tolist()
        assert together.upper[i] == pytest.approx(xmr(y).upper, nan_ok=True)


def test_an_empty_series_is_no_chart():
    assert xmr(np.empty((0, 12))).label.shape == (0, 12)
    assert status(xmr([NAN] * 20)) == "too_few"
