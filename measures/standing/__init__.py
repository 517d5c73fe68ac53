"""Where every place stands: reach, frequency, reports in, bounds, and what moved."""
