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
from figures.labels import is_empty
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
