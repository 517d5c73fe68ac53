"""Which figures need verifying."""
