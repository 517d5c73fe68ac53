"""A line for a tile: values by week go in; a small SVG comes out. Gaps stay gaps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from figures.theme import Palette


def sparkline(
    values: Sequence[float], colours: Palette, *, width: int = 200, height: int = 36
) -> str:
    """The values as an SVG line from their least (or 0) to their greatest; NaN breaks the line.

    Empty text where no value is known. The last known value carries a dot.
    """
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return ""
    points = list(_points(values, width, height, min(0.0, *known), max(known)))
    last = next(point for point in reversed(points) if point is not None)
    paths = [_path(run, colours, 2 if len(run) > 1 else 5) for run in _runs(points)] + [
        _path([last], colours, 6)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="100%" height="{height}" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(paths)}</svg>"
    )


def _points(
    values: Sequence[float], width: int, height: int, low: float, high: float
) -> Iterator[tuple[float, float] | None]:
    edge, steps, span = 4, max(1, len(values) - 1), (high - low) or 1.0
    for i, value in enumerate(values):
        if math.isnan(value):
            yield None
            continue
        x = edge + i / steps * (width - 2 * edge)
        yield x, height - edge - (value - low) / span * (height - 2 * edge)


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _path(run: list[tuple[float, float]], colours: Palette, thickness: int) -> str:
    # A week alone between gaps is a path of no length: its round ends make it a dot, and as strokes
    # do not scale it stays round however wide the tile is.
    course = " L".join(f"{x:.1f},{y:.1f}" for x, y in run) + (" h0" if len(run) == 1 else "")
    return (
        f'<path d="M{course}" fill="none" stroke="{colours.blue}" stroke-width="{thickness}" '
        f'stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
    )
