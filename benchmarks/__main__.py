"""`python -m benchmarks`: every benchmark in turn, a line a measurement."""

from benchmarks import commit, measures, pages, reading, statistics

for benchmark in (commit, measures, statistics, pages, reading):
    print(*benchmark.run(), sep="\n")
