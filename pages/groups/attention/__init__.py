"""Which units need a call, and why."""
