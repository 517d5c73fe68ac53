"""What the second block of the weekly report says."""
