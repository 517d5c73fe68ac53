"""Small frames in, figure specs out: what is drawn is what the frame says, nothing else."""

from figures.balance import dot_range
from figures.calendar import reporting_calendar
from figures.chart import Chart
from figures.control import control_line
from figures.counts import count_bars
from figures.coverage import coverage_bars
from figures.effort_grid import effort_grid
from figures.frequency import weekly_columns
from figures.interval_strip import interval_strip
from figures.labels import escaped, is_empty
from figures.lorenz import lorenz_line
from figures.noise_bars import noise_bars
from figures.paired_columns import paired_columns
from figures.place_grid import place_grid
from figures.process_icon import process_icon
from figures.progress import coverage_line
from figures.sparkline import sparkline
from figures.theme import CONFIG, DARK, FONTS, LATIN_FACES, LIGHT, SHEET, Palette, Spec, palette
from figures.unit_grid import unit_grid
from figures.waterfall import waterfall_steps
from figures.week_notes import noted

__all__ = [
    "CONFIG",
    "DARK",
    "FONTS",
    "LATIN_FACES",
    "LIGHT",
    "SHEET",
    "Chart",
    "Palette",
    "Spec",
    "control_line",
    "count_bars",
    "coverage_bars",
    "coverage_line",
    "dot_range",
    "effort_grid",
    "escaped",
    "interval_strip",
    "is_empty",
    "lorenz_line",
    "noise_bars",
    "noted",
    "paired_columns",
    "palette",
    "place_grid",
    "process_icon",
    "reporting_calendar",
    "sparkline",
    "unit_grid",
    "waterfall_steps",
    "weekly_columns",
]
