"""The weekly meeting: what it hears, what it decides, what became of what it decided."""
