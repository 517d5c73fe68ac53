"""What an invented district really did, before anybody wrote it down."""
