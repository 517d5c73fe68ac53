"""What a press opens: the units behind a mark, the lines of a form, the cell, its proof."""
