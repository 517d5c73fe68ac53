"""The young campaign: a roster, three weeks, and one group of ten that sends anything."""

from __future__ import annotations

import csv
from pathlib import Path

from campaign import CampaignPack
from sample_data import ROSTER_FILE, write_young


def test_one_group_sends_two_weeks_a_launch_table_and_its_log(
    pack: CampaignPack, tmp_path: Path
) -> None:
    written = [path.name for path in write_young(tmp_path, pack=pack)]
    assert written[0] == ROSTER_FILE
    assert sum("督导" in name for name in written[1:]) >= 1
    assert sum("动员部署" in name for name in written) == 1
    assert all("三组" in name or "第三指导组" in name for name in written[1:])
    with (tmp_path / "doubts.csv").open(encoding="utf-8") as lines:
        assert [line["code"] for line in csv.DictReader(lines) if line["code"] != "C10"] == []
