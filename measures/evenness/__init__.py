"""How evenly work and reach are spread, between places and within them."""
