"""The form of an office above: its blank workbook and the figures of one cut go in; the same file
comes out with them in its cells, and what it asks for that nobody has."""

from exports.superior.figures import Figures, FilledCell
from exports.superior.filling import (
    COLUMNS,
    cell_list,
    cell_rows,
    filled_apart,
    form_paper,
    layout_apart,
)
from exports.superior.form import FormLayout
from exports.superior.guess import Target, guessed, meanings, place_names
