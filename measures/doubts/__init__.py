"""Figures to verify: cells and entries go in; DOUBTS with their evidence come out, by check."""

from measures.doubts.back_filled import LATE_DAYS, WEEKS_A_FILE
from measures.doubts.to_verify import ToVerify, figures_to_verify
from measures.doubts.weekly import SUB_ORGS
