"""How low a chance must be before a unit is unlike its peers: the number of peers, a size and the
spread that the others show go in; limits come out.

A limit is not .001 by habit. Small units have few figures to be low with; few peers hardly tell a
wide spread from a few laggards. So the limits were simulated, for at most .0015 false flags a test
in every setting of 8 to 500 peers, 1 to 60 organisations and spreads of 0 to 10 points:
`python -m benchmarks.peer_limits` works them out again (a run differs from the next by a step or
two; these are the lower of two runs of 60 and 150 types a setting, the rows of 8 and 20 peers
rounded down); docs/design.md §8.12 shows what they find.
"""

from __future__ import annotations

import numpy as np

from measures.statistics.arrays import Floats

_VERSION = 1
"""Of the tables in use; every change is a version of its own beside the earlier ones, so that it
can be said by which limits a unit was once listed."""

_PEERS = np.array([8, 20, 60, 150, 500])
"""The tables' rows; between two, limits lie on a line over the logarithm."""

_SIZES = np.array([1, 5, 10, 20, 40])
"""The tables' columns: organisations, or sessions expected, from so many on."""

_SHARES = {
    1: np.array(
        [
            [0.0066, 0.0099, 0.0044, 0.0009, 0.0009],
            [0.0033, 0.0040, 0.0050, 0.0010, 0.0007],
            [0.0044, 0.0036, 0.0044, 0.0030, 0.0016],
            [0.0020, 0.0044, 0.0030, 0.0024, 0.0016],
            [0.0016, 0.0054, 0.0036, 0.0020, 0.0016],
        ]
    )
}

_SPREADS = {1: np.array([0.03, 0.012, 0.012, 0.03, 0.03])}
"""By row: limits hold up to this correlation and fall with it beyond. Few peers cannot say whether
all differ or a few lag: at 80 %, .012 is a spread of 4 points and .03 one of 7."""

_COUNTS = {
    1: np.array(
        [
            [0.0050, 0.0030, 0.0022, 0.0010, 0.0006],
            [0.0050, 0.0012, 0.0010, 0.0015, 0.0009],
            [0.0110, 0.0049, 0.0018, 0.0022, 0.0018],
            [0.0090, 0.0040, 0.0022, 0.0018, 0.0015],
            [0.0090, 0.0033, 0.0022, 0.0018, 0.0015],
        ]
    )
}


def share_limit(n_peers: int, size: float, spread: Floats) -> Floats:
    """float64 [M]: for units of so many organisations among so many peers, by the correlation [M]
    that the others show to each of them."""
    holds = _between(_SPREADS[_VERSION], n_peers)
    return np.asarray(_at(_SHARES[_VERSION], n_peers, size) * holds / np.maximum(spread, holds))


def count_limit(n_peers: int, expected: float, spread: Floats) -> Floats:
    """float64 [M]: for units of whom so many sessions are expected among so many peers; how much
    rates differ needs no lower limit by itself."""
    return np.full(len(spread), _at(_COUNTS[_VERSION], n_peers, expected))


def _at(table: Floats, n_peers: int, size: float) -> float:
    column = max(int(np.searchsorted(_SIZES, size, side="right")) - 1, 0)
    return _between(table[:, column], n_peers)


def _between(rows: Floats, n_peers: int) -> float:
    return float(np.interp(np.log(n_peers), np.log(_PEERS), rows))
