"""Who needs a call and what to say of the district: rules, inference, findings."""

from measures.attention.after_mix import GroupReach, low_groups
from measures.attention.against_type import LowShares, low_shares
from measures.attention.control import control, paces
from measures.attention.findings import findings
from measures.attention.persistence import finding_since
from measures.attention.signals import signals
from measures.attention.worklist import worklist

__all__ = [
    "GroupReach",
    "LowShares",
    "control",
    "finding_since",
    "findings",
    "low_groups",
    "low_shares",
    "paces",
    "signals",
    "worklist",
]
