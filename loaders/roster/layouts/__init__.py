"""Rosters that are laid out otherwise than a unit a row, arranged as one."""
