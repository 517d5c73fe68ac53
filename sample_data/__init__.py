"""Workbooks of an invented district, good and bad, written as offices write them."""

from sample_data.district import ROSTER_FILE, write_district
from sample_data.names import DISTRICT_NAME
from sample_data.wrong import write_wrong

__all__ = ["DISTRICT_NAME", "ROSTER_FILE", "write_district", "write_wrong"]
