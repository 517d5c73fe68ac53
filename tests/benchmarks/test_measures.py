"""The benchmark of measures runs at any size."""

from benchmarks.measures import run


def test_it_prints_the_floor_and_a_ratio_for_each_piece_of_work():
    lines = list(run(((12, 3),)))
    assert lines[0].startswith("measures 12×3: one read of the cube")
    assert [line.endswith("× the read") for line in lines] == [False] + [True] * 7
