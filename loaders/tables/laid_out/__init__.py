"""Sheets that are laid out otherwise, arranged as a row a unit."""
