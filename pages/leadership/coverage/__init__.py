"""How far study reaches."""
