"""The benchmarks of measures run at any size."""

from benchmarks import everything
from benchmarks.measures import run


def test_it_prints_the_floor_and_a_ratio_for_each_piece_of_work():
    lines = list(run(((12, 3),)))
    assert lines[0].startswith("measures 12×3: one read of the cube")
    assert [line.endswith("× the read") for line in lines] == [False] + [True] * 7


def test_everything_is_told_by_the_wall_and_by_its_own_time_twice():
    lines = list(everything.run(((12, 8),)))
    assert lines[0].startswith("everything 12×8: one read of the cube")
    assert all("ms own) = " in line for line in lines[1:])
    ends = [line.split(":")[0] for line in lines if line.startswith("  together")]
    assert ends == ["  together, for the first time", "  together, after one report"]
