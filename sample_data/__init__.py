"""Workbooks of invented districts, good and bad, written as offices write them."""

from sample_data.district import ROSTER_FILE, write_district
from sample_data.faults.wrong import write_wrong
from sample_data.replay import write_replay
from sample_data.scale import SCALE_NAME, Sent, scale_district, submissions
from sample_data.truth.names import DISTRICT_NAME, REPLAY_NAME
from sample_data.young import YOUNG_NAME, write_young
