"""How often units are visited, and on what."""
