"""Small workbooks with one fault each, and the code that is to be found."""
