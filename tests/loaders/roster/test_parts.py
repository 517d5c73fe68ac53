"""Lines of a part of a unit are no units of the roster."""

from tests.loaders.drawn import NOBODY, accepted, read
from tests.loaders.roster.test_rows import roster_sheet


def test_a_line_of_a_part_is_no_unit_of_the_roster() -> None:
    lines = (
        "区财政局 | 科级领导班子 | 二组",
        "（其中）国库中心 | 科级领导班子 | 二组",
        "区教育局 | 科级领导班子 | 二组",
        "含：教研室 | 科级领导班子 | 二组",
    )
    reading = read(roster_sheet(*lines), roster=NOBODY)
    assert accepted(reading) == ["区财政局", "区教育局"]
    told = [str(i.address) for i in reading.all_issues if i.code == "L26"]
    assert told == ["周报!A4", "周报!A6"]
