"""Figures to verify: cells and entries go in; DOUBTS with their evidence come out, by check."""
