"""All that is known of one unit."""
