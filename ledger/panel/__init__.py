"""The figures that count as arrays by week: built, kept, cut to a scope, as known at a revision."""
