"""What is only seen across tables or files: one unit reported twice."""
