"""How the districts of a city stand, by the same definitions."""
