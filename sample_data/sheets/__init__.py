"""The truth as people type it: rows, headings and sheets in each sender's layout."""
