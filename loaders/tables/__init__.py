"""A sheet in, its tables out: header, rows, what stands around them."""
