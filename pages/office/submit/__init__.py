"""What came in, and what to correct."""
