"""Small frames in, figure specs out: what is drawn is what the frame says, nothing else."""

from figures.balance import dot_range
from figures.calendar import reporting_calendar
from figures.coverage import coverage_bars
from figures.effort import interval_strip, method_bars, stream_bars, visit_columns
from figures.frequency import weekly_columns
from figures.grids import effort_grid, session_grid, visit_grid
from figures.labels import escaped, is_empty
from figures.progress import coverage_line
from figures.sparkline import sparkline
from figures.theme import CONFIG, DARK, FONTS, LIGHT, Palette, Spec, palette
from figures.unevenness import lorenz_curve, split_bars

__all__ = [
    "CONFIG",
    "DARK",
    "FONTS",
    "LIGHT",
    "Palette",
    "Spec",
    "coverage_bars",
    "coverage_line",
    "dot_range",
    "effort_grid",
    "escaped",
    "interval_strip",
    "is_empty",
    "lorenz_curve",
    "method_bars",
    "palette",
    "reporting_calendar",
    "session_grid",
    "sparkline",
    "split_bars",
    "stream_bars",
    "visit_columns",
    "visit_grid",
    "weekly_columns",
]
