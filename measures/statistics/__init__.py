"""Arrays in, numbers out: tails, intervals, indexes, charts; nothing of a panel."""
