"""The frames that say what is beyond chance, doubtful or still open."""

from __future__ import annotations

from campaign import Shape
from measures.counting.shapes import PLACE

DOUBTS = Shape(
    "DOUBTS",
    {
        "unit_id": "str",
        "week": "int64",
        "code": "str",
        "state": "str",
        "evidence": "object",
        "n": "int64",
        "value": "float64",
        "p": "float64",
    },
)
"""What a check says of a unit: one line a doubt, or a single line for a unit without one. `state`
is doubt, clear or not_enough (too little to tell, never clean). `evidence`: tuples (week, slot) of
the cells it rests on, or the references of the entries; `week` 0 where it spans several; `n` counts
what went in; `value` is the check's own number and `p` the chance of it, NaN where it has none."""

TO_VERIFY = Shape(
    "TO_VERIFY",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "week": "int64",
        "code": "str",
        "subject": "str",
        "evidence": "object",
        "n": "int64",
        "value": "float64",
        "p": "float64",
        "is_contradiction": "bool",
        "is_escalated": "bool",
    },
)
"""One line a doubt, in protocol order and by week. `subject` is the quantity or form it is about,
empty where it is about whole rows; `evidence`, `n`, `value` and `p` as in DOUBTS; a contradiction
must be explained, anything else asks for verification; escalated says so of the unit."""

JUDGED = Shape(
    "JUDGED",
    {
        "code": "str",
        "subject": "str",
        "n_doubt": "int64",
        "n_clear": "int64",
        "n_not_enough": "int64",
    },
)
"""One line a check and what it looked at: the units with a doubt, without one, and with too little
to tell."""

CHECKED = Shape(
    "CHECKED",
    {
        **PLACE,
        "checks": "int64",
        "agreeing": "int64",
        "units": "int64",
        "members": "int64",
        "claimed": "float64",
        "verified": "float64",
        "factor": "float64",
    },
)
"""One line a place: figures checked on the spot and how many agreed, the different units ever
checked of all members, what was claimed and what was found, and claimed ÷ found, NaN without any
found."""

GROUP_LOGS = Shape(
    "GROUP_LOGS", {"group_id": "str", "last_week": "int64", "weeks_without": "int64"}
)
"""One line a group: the last week of which a log of it tells (0 without any) and how many weeks
have gone by since."""

EFFORT = Shape(
    "EFFORT",
    {
        "group_id": "str",
        "stream": "str",
        "visits": "float64",
        "expected": "float64",
        "residual": "float64",
        "shade": "int64",
        "plan": "float64",
    },
)
"""One line a group and workstream: its visits, what the mix of all groups would give it, how far
it is from that in its own errors, NaN where that says nothing; `shade` 1 where fewer than 5 are
expected, 2 fewer than 1; `plan` the same number of the group's visits with its emptiest workstreams
filled."""

GROUP_EFFORT = Shape(
    "GROUP_EFFORT",
    {
        "group_id": "str",
        "visits": "int64",
        "units": "int64",
        "evenness": "float64",
        "expected_evenness": "float64",
        "is_uneven": "bool",
        "moved": "float64",
        "per_unit": "float64",
        "low": "float64",
        "high": "float64",
        "differs": "bool",
    },
)
"""One line a group: its visits, its units, evenness (0-1) over the workstreams beside what as many
visits spread at random would show, whether it is uneven beyond chance (never said under 20 visits),
the visits its plan uses elsewhere; visits a unit with their 95 % interval, and whether the pooled
rate lies outside it."""

CLOSING = Shape(
    "CLOSING",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "known": "float64",
        "mean": "float64",
        "falls_by": "float64",
    },
)
"""One line a unit below the mean of its type, in protocol order: what it is known to have done,
that mean, and by how much the Gini falls if this unit alone came to it."""

WATERFALL = Shape(
    "WATERFALL",
    {
        **PLACE,
        "measure": "str",
        "since": "int64",
        "week": "int64",
        "previous": "float64",
        "value": "float64",
        "change": "float64",
        "newly_in": "float64",
        "newly_missing": "float64",
        "within": "float64",
        "denominators": "float64",
        "moves": "float64",
        "n_newly_in": "int64",
        "n_newly_missing": "int64",
        "n_moves": "int64",
    },
)
"""One line a place: a share (0-1) in two weeks, and the parts its change is made of, which add up
to it; NaN where the share is unknown in either week. `n_moves` counts units coming and going."""

BOUNDS = Shape(
    "BOUNDS",
    {
        **PLACE,
        "measure": "str",
        "week": "int64",
        "claim": "str",
        "value": "float64",
        "lowest": "float64",
        "highest": "float64",
        "n_missing": "int64",
        "survives": "bool",
    },
)
"""One line a place, measure and claim. `claim` plan: the share against its plan to date · change:
the change since the week before. `value` is what is said, `lowest` and `highest` what it can be
once all is in; `survives` whether both say the same (behind, level, ahead; down, level, up).
`n_missing` units are open."""


SIGNALS = Shape(
    "SIGNALS",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "band": "str",
        "low": "str",
        "n_peers": "int64",
        "peer_share": "float64",
        "gain": "float64",
        "is_improved": "bool",
        "early": "str",
    },
)
"""One line a member, in protocol order. `band` below, within or above what chance leaves of its
type's share of organisations, empty where nothing can be compared; `low` is within_chance or
cannot_tell for one under that share and not below, as far as the test can see; `n_peers` units of
its type have a figure, `peer_share` is theirs together, NaN where they are too few; `gain` are
organisations reached in
the last weeks, `is_improved` beyond chance among its peers; `early` silence, slowing, lateness or
empty: what to look at before it is an item."""


CONTROL = Shape(
    "CONTROL",
    {
        **PLACE,
        "quantity": "str",
        "week": "int64",
        "value": "float64",
        "mean": "float64",
        "lower": "float64",
        "upper": "float64",
        "status": "str",
        "label": "str",
        "is_busy": "bool",
    },
)
"""One line a place and week: what a reporting unit held, with the limits of chance (NaN where there
are too few weeks). `status` too_few, trial, constant or charted; `label` above, below, rising,
falling, high or low for one of the last weeks that is out of the ordinary, else empty. A busy week
has its value and is in neither limits nor runs."""

PACE = Shape(
    "PACE",
    {
        **PLACE,
        "quantity": "str",
        "week": "int64",
        "known": "float64",
        "target": "float64",
        "weeks_left": "int64",
        "required": "float64",
        "current": "float64",
        "chance": "float64",
        "wording": "str",
        "is_lower_bound": "bool",
    },
)
"""One line a place: what is known of a pace target, what each week left must bring and what the
last four brought; the chance if that pace goes on, and its wording (`pace`)."""
