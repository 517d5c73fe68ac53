"""`python -m benchmarks`: every benchmark in turn, a line a measurement."""

from benchmarks import commit, measures

for benchmark in (commit, measures):
    print(*benchmark.run(), sep="\n")
