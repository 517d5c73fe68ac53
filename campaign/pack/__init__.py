"""What a campaign is, as a folder of data: its lines, parts and rules, read and written."""
