"""Lists and tables of units, changes and rows: drawn to be pressed, handed out to be kept."""
