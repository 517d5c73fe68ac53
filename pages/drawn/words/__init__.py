"""What pages say in sentences of standings, doubts, checks and registers: a view goes in."""
