"""Arrays in, numbers out: tails, intervals, indexes, charts; nothing of a panel."""

from measures.statistics.arrays import Flags, Floats, Ints
from measures.statistics.beta_binomial import lower_tail, upper_tail
from measures.statistics.change import LEAST_WEEKS, STATUS, xmr
from measures.statistics.draw import chance, drawn, whole_interval
from measures.statistics.effort import (
    evenness,
    expected,
    expected_evenness,
    mix_test,
    reallocation,
    residuals,
    shading,
    workload,
)
from measures.statistics.ginis import SMALL
from measures.statistics.imbalance import gini, hoover, lorenz, p90_p10, printed_gini
from measures.statistics.noise import noise_floor
from measures.statistics.pace import (
    Outlook,
    chance_of_reaching,
    current,
    exposed,
    peer_prior,
    recent,
    required,
)
from measures.statistics.peers import FEWEST, PeerTest, below_peers, wilson
from measures.statistics.stall import pooled_phi, stalls, unit_phis
from measures.statistics.theil import NestedSplit, theil_nested, theil_split
from measures.statistics.trend import Trend, trend
