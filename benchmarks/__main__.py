"""`python -m benchmarks [--province]`: every benchmark in turn, a line a measurement.

With `--province` the panel is measured at 100,000 units and 52 weeks too, which takes some minutes.
"""

import sys

from benchmarks import commit, concurrency, inference, measures, pages, panel, reading

for benchmark in (commit, concurrency, measures, inference, pages, reading):
    print(*benchmark.run(), sep="\n", flush=True)
sizes = (panel.COUNTY, panel.PROVINCE) if "--province" in sys.argv else (panel.COUNTY,)
for line in panel.run(sizes):
    print(line, flush=True)
