"""Text as HTML and the look of a page; knows no ledger and no view."""
