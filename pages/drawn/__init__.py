"""What several pages draw: charts, lists of units, the way to the cell, answers."""
