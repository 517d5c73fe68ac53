"""What the district set of its campaign, and what it taught the reader."""
