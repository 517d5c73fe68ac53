"""Files read in processes that may die, within limits of time and memory."""
