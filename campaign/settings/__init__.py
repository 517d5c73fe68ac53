"""What a district set for itself: which settings there are, what is wrong with one, what holds."""
