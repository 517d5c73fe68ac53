"""`python -m benchmarks`: every benchmark in turn, a line a measurement."""

from benchmarks import commit, measures, pages

for benchmark in (commit, measures, pages):
    print(*benchmark.run(), sep="\n")
