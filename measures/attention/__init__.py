"""Who needs a call and what to say of the district: rules, inference, findings."""

from measures.attention.against_type import LowShares, low_shares
from measures.attention.control import control, paces
from measures.attention.findings import findings
from measures.attention.persistence import finding_since
from measures.attention.signals import signals
from measures.attention.worklist import worklist

__all__ = [
    "LowShares",
    "control",
    "finding_since",
    "findings",
    "low_shares",
    "paces",
    "signals",
    "worklist",
]
