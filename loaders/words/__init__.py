"""What words and cells mean: headings, names, dates, numbers, weeks, persons."""
