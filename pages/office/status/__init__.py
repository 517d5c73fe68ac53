"""Who has reported, and what to write to those who have not."""
