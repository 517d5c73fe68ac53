"""The benchmark of reading runs at any size, on workbooks that are read without a doubt."""

from benchmarks.reading import read, report, roster, run


def test_every_row_of_a_report_goes_in():
    assert read([report(1), report(2)], roster()) == 60


def test_it_prints_the_floor_and_every_stage():
    lines = list(run(2, 1, 1, 100))
    assert lines[0].startswith("reading 2 workbooks (load average ")
    told = ["×" in line for line in lines[:9]]
    assert told == [False, True, True, True, True, False, False, True, True]
    assert lines[5].endswith(" ms")
    assert 50 < int(lines[6].split()[-2]) < 1024
    assert lines[8].startswith("100 rows: ")
    assert sum(int(line.split()[-1].rstrip("%")) for line in lines[9:]) in range(90, 111)
