"""What reading a table gives: entries, doubts, totals, the sheet as read, frames to plan with."""
