"""When figures come: too regular, all at the end, one week out of proportion."""

import numpy as np
import pytest
from scipy import stats

from measures.doubts.rhythm import (
    count_outlier,
    deadline_catch_up,
    modified_z_outlier,
    too_regular,
    z_outlier,
)
from tests.measures.doubts.drawn import NAN, drawn, found, states

RNG = np.random.default_rng


def columns(*units):
    return np.array(units, dtype=float).T


def test_eight_equal_weeks_at_five_are_too_regular_and_at_one_cannot_tell():
    told = too_regular(
        drawn(n=columns([5] * 8, [1] * 8, [3, 8, 4, 7, 2, 6, 5, 9], [5] * 7 + [NAN])), slot="n"
    )
    assert states(told) == ["doubt", "not_enough", "clear", "not_enough"]
    assert told["p"].tolist()[:1] == [0]
    nearly = too_regular(drawn(n=columns([5, 6] * 6)), slot="n")
    assert nearly["p"][0] == pytest.approx(stats.chi2.cdf(12 * 0.25 / 5.5, 11))


def test_honest_weeks_are_rarely_too_regular():
    told = too_regular(drawn(n=RNG(2).poisson(4, (10, 5000))), slot="n")
    assert (told["state"] == "doubt").mean() < 0.003


def test_a_unit_that_did_it_all_in_the_last_week_while_others_did_not():
    steady = [1] * 10
    told = deadline_catch_up(
        drawn(n=columns([0] * 9 + [8], *[steady] * 9, [0] * 9 + [3])),
        slot="n",
        types=np.zeros(11, int),
    )
    assert found(told) == [("u0", 10, ((10, "n"),))]
    assert told["state"].tolist()[-1] == "not_enough"


def test_where_everybody_rushes_nobody_is_named():
    rng = RNG(3)
    weekly = np.append(np.full(9, 1.0), 12)
    told = deadline_catch_up(
        drawn(n=rng.poisson(np.outer(weekly, np.ones(3000)))), slot="n", types=np.zeros(3000, int)
    )
    assert (told["state"] == "doubt").mean() < 0.0015


def test_an_unknown_last_week_cannot_tell_and_types_are_apart():
    told = deadline_catch_up(
        drawn(n=columns([2, 3, NAN], [0, 0, 6], [0, 0, 6])), slot="n", types=np.array([0, 1, 1])
    )
    assert states(told) == ["not_enough", "clear", "clear"]


OTHERS = [[2, 3, 1, 4, 2, 3, 2, 3]] * 8


def test_a_week_far_above_the_units_own():
    y = [2, 3, 1, 2, 4, 2, 3, 30]
    told = count_outlier(drawn(n=columns(y, [3] * 7 + [6], [9] + [NAN] * 7, *OTHERS)), slot="n")
    assert found(told) == [("u0", 8, ((8, "n"),))]
    assert states(told) == ["doubt", "clear", "not_enough", *["clear"] * 8]
    assert states(count_outlier(drawn(n=columns(y, y)), slot="n")) == ["not_enough"] * 2


def test_the_chance_is_that_of_one_week_among_alike_weeks():
    y = [2, 3, 1, 2, 4, 2, 3, 14]
    told = count_outlier(drawn(n=columns(y, *OTHERS)), slot="n")
    assert told["p"][0] == pytest.approx(stats.binom.sf(13, 31, 1 / 8), rel=0.02), (
        "others vary less"
    )
    wild = columns(y, *np.random.default_rng(6).negative_binomial(2, 1 / 3, (400, 8)))
    assert states(count_outlier(drawn(n=wild), slot="n"))[0] == "clear", "where all weeks vary so"


@pytest.mark.parametrize("phi", [1, 3])
def test_honest_weeks_are_rarely_outliers(phi):
    rng = RNG(phi)
    mean = np.broadcast_to(rng.gamma(4, 1, 4000), (12, 4000))
    counts = rng.poisson(mean) if phi == 1 else rng.negative_binomial(mean / 2, 1 / 3)
    told = count_outlier(drawn(n=counts), slot="n")
    assert told[told["state"] == "doubt"]["unit_id"].nunique() / 4000 < 0.002


def test_classical_outliers_of_large_figures():
    y = [*range(100, 112), 400]
    for check in (z_outlier, modified_z_outlier):
        told = check(
            drawn(n=columns(y, [7] * 13, [1, 2, 3] + [NAN] * 10, [3] * 12 + [40])), slot="n"
        )
        assert found(told) == [("u0", 13, ((13, "n"),))]
        assert states(told) == ["doubt", *["not_enough"] * 3]
    root = np.sqrt(y)
    z = z_outlier(drawn(n=columns(y)), slot="n")["value"][0]
    assert z == pytest.approx((root[-1] - root.mean()) / root.std())
    modified = modified_z_outlier(drawn(n=columns(y)), slot="n")["value"][0]
    away = 0.6745 * (root[-1] - np.median(root))
    assert modified == pytest.approx(away / stats.median_abs_deviation(root))


def test_the_limit_of_z_is_that_of_grubbs():
    """Twelve weeks: t of 10 degrees at 1 - .001 / 24 is 6.59, and z² = 11 t² / (10 + t²)."""
    t = stats.t.ppf(1 - 0.001 / 24, 10)
    limit = np.sqrt(11 * t**2 / (10 + t**2))
    usual = np.array([19.0, 21, 20, 18, 22, 20, 19, 21, 20, 22, 18])
    for far in (24.0, 26.0, 28.0, 40.0):
        roots = np.append(usual, far)
        z = (far - roots.mean()) / roots.std()
        told = z_outlier(drawn(n=columns(roots**2)), slot="n")
        assert states(told) == ["doubt" if z > limit else "clear"], far


@pytest.mark.parametrize("weeks", [8, 12, 16])
@pytest.mark.parametrize("phi", [1, 3, 10])
def test_honest_large_weeks_are_rarely_far_away(phi, weeks, figures):
    rng = RNG(weeks * phi)
    mean = np.broadcast_to(20 + rng.gamma(2, 15, 8000), (weeks, 8000))
    counts = rng.poisson(mean) if phi == 1 else rng.negative_binomial(mean / (phi - 1), 1 / phi)
    for check in (z_outlier, modified_z_outlier):
        told = check(drawn(n=counts), slot="n")
        doubts = told[told["state"] == "doubt"]["unit_id"].nunique()
        judged = int((told["state"] != "not_enough").sum())
        figures(f"{check.__name__}, {weeks} weeks, phi {phi}: {doubts} honest units of {judged}")
        assert doubts / 8000 < 0.0025
