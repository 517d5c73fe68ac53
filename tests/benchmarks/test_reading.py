"""The benchmark of reading runs at any size, on workbooks that are read without a doubt."""

from benchmarks.reading import read, report, roster, run


def test_every_row_of_a_report_goes_in():
    assert read([report(1), report(2)], roster()) == 60


def test_it_prints_the_floor_and_every_stage():
    lines = list(run(2, 1, 1))
    assert lines[0].startswith("reading 2 workbooks")
    assert ["×" in line for line in lines] == [False, True, True, True, False, False, True]
    assert lines[4].endswith(" ms")
    assert 50 < int(lines[5].split()[-2]) < 1024
