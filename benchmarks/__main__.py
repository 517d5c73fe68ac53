"""`python -m benchmarks`: every benchmark in turn, a line a measurement."""

from benchmarks import commit, measures, pages, reading

for benchmark in (commit, measures, pages, reading):
    print(*benchmark.run(), sep="\n")
