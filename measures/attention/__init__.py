"""Who needs a call and what to say of the district: rules, inference, findings."""

from measures.attention.after_mix import GroupReach, low_groups
from measures.attention.control import control, paces
from measures.attention.findings import findings
from measures.attention.judged import Judged, judged
from measures.attention.moved import is_charted, moved
from measures.attention.persistence import finding_since
from measures.attention.signals import signals
from measures.attention.trial import Trial, trial
from measures.attention.worklist import worklist
