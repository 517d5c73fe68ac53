"""What reporting asks of the units, and what could be asked no longer."""
