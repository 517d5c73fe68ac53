"""What is researched, and what comes of it."""
