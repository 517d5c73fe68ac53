"""How evenly work and reach are spread, between places and within them."""

from measures.evenness.balance import Balance, Closing, balance, closing, lorenz_by_chance
from measures.evenness.indexes import INDEXES, Index, index_of
from measures.evenness.lorenz import lorenz_curve
from measures.evenness.unevenness import idle_children, shortfalls, unevenness
