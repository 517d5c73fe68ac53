"""The benchmark of reading runs at any size, on workbooks that are read without a doubt."""

from benchmarks.reading import read, report, roster, run, visits


def test_every_row_of_a_report_goes_in():
    assert read([report(1), report(2)], roster()) == 60


def test_it_prints_the_floor_and_every_comparison():
    lines = list(run(2, 1, 1, 100))
    assert lines[0].startswith("reading 2 workbooks (load average ")
    told = ["×" in line for line in lines]
    assert told == [False, *[True] * 6, False, False, True, True]
    assert lines[7].endswith(" ms")
    assert 50 < int(lines[8].split()[-2]) < 1024
    assert lines[10].startswith("100 rows: ")


def test_a_doubtful_report_is_asked_about_and_a_log_is_not():
    assert 0 < read([report(1, is_doubtful=True)], roster()) < 30
    assert read([visits(1)], roster()) == 30
