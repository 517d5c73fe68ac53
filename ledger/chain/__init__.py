"""The audit chain: what was done, sealed line by line, and what is wrong with it."""
