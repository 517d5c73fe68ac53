"""The frames that say what is beyond chance, doubtful or still open."""

from __future__ import annotations

from campaign import Shape
from measures.counting.shapes import shape

DOUBTS = shape("DOUBTS")
"""What a check says of a unit: one line a doubt, or a single line for a unit without one. `state`
is doubt, clear or not_enough (too little to tell, never clean). `evidence`: tuples (week, slot) of
the cells it rests on, or the references of the entries; `week` 0 where it spans several; `n` counts
what went in; `value` is the check's own number and `p` the chance of it, NaN where it has none."""

TO_VERIFY = shape("TO_VERIFY")
"""One line a doubt, in protocol order and by week. `subject` is the quantity or form it is about,
empty where it is about whole rows; `evidence`, `n`, `value` and `p` as in DOUBTS; a contradiction
must be explained, anything else asks for verification; escalated says so of the unit."""

JUDGED = shape("JUDGED")
"""One line a check and what it looked at: the units with a doubt, without one, and with too little
to tell."""

CHECKED = shape("CHECKED")
"""One line a place: figures checked on the spot and how many agreed, the different units ever
checked of all members, what was claimed and what was found, and claimed ÷ found, NaN without any
found."""

GROUP_LOGS = Shape(
    "GROUP_LOGS", {"group_id": "str", "last_week": "int64", "weeks_without": "int64"}
)
"""One line a group: the last week of which a log of it tells (0 without any) and how many weeks
have gone by since."""

UNTOLD = Shape("UNTOLD", {"group_id": "str", "quantity": "str"})
"""One line a group and figure that a target is set on: reports of its units came, and no number or
zero for it ever."""

EFFORT = shape("EFFORT")
"""One line a group and workstream: its visits, what the mix of all groups would give it, how far
it is from that in its own errors, NaN where that says nothing; `shade` 1 where fewer than 5 are
expected, 2 fewer than 1; `plan` the same number of the group's visits with its emptiest workstreams
filled."""

GROUP_EFFORT = shape("GROUP_EFFORT")
"""One line a group: its visits, its units, evenness (0-1) over the workstreams beside what as many
visits spread at random would show, whether it is uneven beyond chance (never said under 20 visits),
the visits its plan uses elsewhere; visits a unit with their 95 % interval, and whether the pooled
rate lies outside it."""

CLOSING = shape("CLOSING")
"""One line a unit below the mean of its type, in protocol order: what it is known to have done,
that mean, and by how much the Gini falls if this unit alone came to it."""

WATERFALL = shape("WATERFALL")
"""One line a place: a share (0-1) in two weeks, and the parts its change is made of, which add up
to it; NaN where the share is unknown in either week. `n_moves` counts units coming and going."""

BOUNDS = shape("BOUNDS")
"""One line a place, measure and claim. `claim` plan: the share against its plan to date · change:
the change since the week before. `value` is what is said, `lowest` and `highest` what it can be
once all is in; `survives` whether both say the same (behind, level, ahead; down, level, up).
`n_missing` units are open."""


SIGNALS = shape("SIGNALS")
"""One line a member, in protocol order. `band` below, within or above what chance leaves of its
type's share of organisations, empty where nothing can be compared; `low` is within_chance or
cannot_tell for one under that share and not below, as far as the test can see; `n_peers` units of
its type have a figure, `peer_share` is theirs together, NaN where they are too few; `gain` are
organisations reached in
the last weeks, `is_improved` beyond chance among its peers; `early` silence, slowing, lateness or
empty: what to look at before it is an item."""


CONTROL = shape("CONTROL")
"""One line a place and week: what a reporting unit held, with the limits of chance (NaN where there
are too few weeks). `status` too_few, trial, constant or charted; `label` above, below, rising,
falling, high or low for one of the last weeks that is out of the ordinary, else empty. A busy week
has its value and is in neither limits nor runs."""

PACE = shape("PACE")
"""One line a place: what is known of a pace target, what each week left must bring and what the
last four brought; the chance if that pace goes on, and its wording (`pace`)."""
