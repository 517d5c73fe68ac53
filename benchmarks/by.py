"""Who enters what is measured."""

from __future__ import annotations

from campaign import Door, Viewer

OFFICE = Viewer(Door.OFFICE, name="bench")


def named(name: str) -> Viewer:
    """Somebody else."""
    return Viewer(Door.OFFICE, name=name)
