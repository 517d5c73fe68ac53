"""Which papers are drawn from a cut, which were issued, and what do corrections change in them?"""
