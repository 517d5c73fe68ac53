"""`python -m benchmarks`: every benchmark in turn, a line a measurement."""

from benchmarks import commit, concurrency, measures, pages, reading

for benchmark in (commit, concurrency, measures, pages, reading):
    print(*benchmark.run(), sep="\n")
