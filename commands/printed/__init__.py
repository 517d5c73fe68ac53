"""What commands print: the parts of `figures --json` and `inspect --json`, as plain values."""
