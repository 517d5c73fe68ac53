"""One block of a week goes in; the bytes that the panel's cache keeps of it come out, and back.

The numbers as they are in memory, little-endian, then the state letters, then the flags: what is
read needs no copying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from campaign import BLOCK, Blocks, PanelWeek, as_blocks, registered_slots
from ledger.panel_blank import frozen

FORMAT = "1"
FLAGS = ("reported", "held", "on_time")
_KINDS = (np.dtype("<f4"), np.dtype("<f8"))


def packed_block(week: PanelWeek, *, block: int) -> bytes:
    """The bytes of one block."""
    values = as_blocks(week.values).parts[block]
    here = slice(block * BLOCK, block * BLOCK + values.shape[1])
    arrays: list[NDArray[np.generic]] = [
        values.astype(values.dtype.newbyteorder("<"), copy=False),
        as_blocks(week.states).parts[block],
        *(getattr(week, name)[here] for name in FLAGS),
    ]
    return b"".join(array.tobytes() for array in arrays)


def unpacked(week: PanelWeek, packed: Sequence[bytes]) -> PanelWeek | None:
    """The week with what its blocks say; None where one has not the length of these units."""
    n_slots, n_units = len(registered_slots()), len(week.member)
    values, states, flags = [], [], []
    for block, piece in enumerate(packed):
        width = min(BLOCK, n_units - block * BLOCK)
        kind = next((k for k in _KINDS if len(piece) == _length(k, width)), None)
        if kind is None:
            return None
        cells, n = n_slots * width, kind.itemsize
        numbers = np.frombuffer(piece, dtype=kind, count=cells)
        letters = np.frombuffer(piece, dtype=np.uint8, count=cells, offset=cells * n)
        told = np.frombuffer(piece, dtype=bool, offset=cells * (n + 1))
        values.append(numbers.reshape(n_slots, width))
        states.append(letters.reshape(n_slots, width))
        flags.append(told.reshape(len(FLAGS), width))
    return frozen(
        replace(
            week,
            values=Blocks(np.float64, tuple(values)),
            states=Blocks(np.uint8, tuple(states)),
            **dict(zip(FLAGS, np.concatenate(flags, axis=1), strict=True)),
        )
    )


def _length(kind: np.dtype[np.generic], width: int) -> int:
    return width * (len(registered_slots()) * (kind.itemsize + 1) + len(FLAGS))
