"""What is settled, what changed, who did what."""
