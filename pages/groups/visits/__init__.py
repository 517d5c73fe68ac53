"""Whom to visit next week, on what, and the visit that was made."""
