"""How much units truly differ, beside the published funnel plots."""

import math

import numpy as np
import pytest

from measures.statistics.dispersion import dispersion, spread
from tests.measures.outside import numbers

NAN = math.nan
# The ten units of the published example `workingout_binom`.
DONE, OF = [12, 30, 26, 50, 42, 71, 4, 29, 48, 36], [82, 98, 100, 125, 162, 151, 12, 100, 82, 99]


def test_the_published_example():
    assert dispersion(DONE, OF) == pytest.approx((4.00905292, 0.00868826), rel=1e-6)
    assert dispersion(DONE, OF, trim=0) == pytest.approx((6.037391, 0.01435646), rel=1e-6)


def test_every_reference_set_of_shares():
    sets = [v for v in numbers("funnelplotr_expected.json").values() if v.get("data_type") == "PR"]
    assert len(sets) == 3
    for told in sets:
        got = dispersion(told["numerator"], told["denominator"], trim=told["trim_by"])
        assert got == pytest.approx((told["phi"], told["tau2"]), rel=1e-7)


def test_alike_units_do_not_differ_and_nothing_known_is_said():
    assert dispersion([5] * 9, [10] * 9) == (0, 0)
    assert spread([5] * 9, [10] * 9).rho == 0
    for done, n in (([], []), ([3], [5]), ([0, 0], [5, 5]), ([5, 5], [5, 5])):
        assert math.isnan(dispersion(done, n).phi)
        assert spread(done, n)[1:] == (0, 0)


def test_what_is_unknown_takes_no_part():
    assert dispersion([*DONE, NAN, -1, 0], [*OF, 5, 5, 0]) == pytest.approx(dispersion(DONE, OF))


def test_chance_alone_has_a_corrected_phi_of_one():
    rng = np.random.default_rng(2)
    n = rng.integers(40, 200, 20_000)
    assert spread(rng.binomial(n, 0.6), n).phi == pytest.approx(1, abs=0.03)
    assert dispersion(rng.binomial(n, 0.6), n).phi == pytest.approx(0.67865, abs=0.02)


def test_the_corrected_rho_is_the_true_one_where_the_published_is_too_small():
    rng = np.random.default_rng(4)
    n, rho = rng.integers(60, 300, 20_000), 0.05
    done = rng.binomial(n, rng.beta(0.7 * (1 / rho - 1), 0.3 * (1 / rho - 1), len(n)))
    assert spread(done, n).rho == pytest.approx(rho, rel=0.06)
    assert 4 * dispersion(done, n).tau2 < 0.8 * rho
