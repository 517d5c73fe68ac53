"""What ledgers of problems, letters and topics add up to, and what is to be asked of them."""

from measures.registers.counts import (
    due_weeks,
    problem_counts,
    problem_flags,
    problem_parts,
)
from measures.registers.letters import letter_problems, letters
from measures.registers.problems import ELEMENTS, decided, problems_kept
from measures.registers.questions import questions
from measures.registers.research import (
    research_counts,
    topic_parts,
    topics,
)
