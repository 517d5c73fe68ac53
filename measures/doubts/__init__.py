"""Figures to verify: cells and entries go in; DOUBTS with their evidence come out, by check."""

from measures.doubts.to_verify import ToVerify, figures_to_verify

__all__ = [
    "ToVerify",
    "figures_to_verify",
]
