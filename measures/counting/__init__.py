"""Who is counted where and what is known of them: places, the roll, sums, the definitions."""
