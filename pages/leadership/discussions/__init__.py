"""How many sessions, and what came of them."""
