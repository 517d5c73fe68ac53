"""Proof-reading: a draft beside the figures of a cut."""
