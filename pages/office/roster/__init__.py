"""Which units there are, under whom, and what they are called."""
