"""Which problems are mended, and what is to be asked of them."""
