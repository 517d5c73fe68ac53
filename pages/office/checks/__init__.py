"""The random check: who is drawn, what was found, and what it says of the whole."""
