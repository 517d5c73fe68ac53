"""What a waiting file leaves open: a question each, answered where it is asked."""
