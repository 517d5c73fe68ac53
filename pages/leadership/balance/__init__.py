"""How uneven it is, and between whom."""
