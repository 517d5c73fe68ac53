"""What ledgers of problems, letters and topics add up to, and what is to be asked of them."""
