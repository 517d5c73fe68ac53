"""`python -m benchmarks [--province]`: every benchmark in turn, a line a measurement.

With `--province` the panel and the measures are measured at 100,000 units and 52 weeks too, which
takes some minutes.
"""

import sys

from benchmarks import (
    commit,
    concurrency,
    everything,
    inference,
    measures,
    pages,
    panel,
    people,
    reading,
)

is_large = "--province" in sys.argv
for benchmark in (commit, concurrency, pages, people, reading):
    print(*benchmark.run(), sep="\n", flush=True)
of_measures = (everything.COUNTY, everything.PROVINCE) if is_large else (everything.COUNTY,)
for sized in (measures, everything, inference):
    for line in sized.run(of_measures):
        print(line, flush=True)
for line in panel.run((panel.COUNTY, panel.PROVINCE) if is_large else (panel.COUNTY,)):
    print(line, flush=True)
