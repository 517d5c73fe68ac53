"""The shares of ledgers: problems, letters and research topics, each with what it counts."""

from __future__ import annotations

from campaign import CampaignPack, Label
from measures.counting.definitions import Direction, Measure, measures_of

_COUNTED = Label("列入台账的问题（不含“不列入”）", "problems in the ledger but those not listed")
_SOURCE = "docs/design.md §8.23"

REGISTER_SHARES: tuple[Measure, ...] = (
    Measure(
        id="rect_completion",
        label=Label("整改完成率", "Problems closed"),
        numerator=Label("核查销号的问题", "problems verified and struck off"),
        denominator=_COUNTED,
        direction=Direction.HIGHER,
        why=Label(
            "单位报完成只是申报，经本单位以外的单位核查才算销号，率才变化。",
            "Done is the owner's word; the share moves only when another body has verified it.",
        ),
        source=_SOURCE,
        function="measures.registers.counts.problem_counts",
    ),
    Measure(
        id="rect_progress",
        label=Label("整改完成率（含阶段性完成）", "Rectified, stages included"),
        numerator=Label(
            "核查销号和阶段性完成并长期坚持的问题",
            "problems verified, or done for a stage",
        ),
        denominator=_COUNTED,
        direction=Direction.HIGHER,
        why=Label(
            "两种口径都有单位公布，并列写明算式，不致混用。",
            "Both are published; with their formulas side by side nobody takes one for the other.",
        ),
        source=_SOURCE,
        function="measures.registers.counts.problem_counts",
    ),
    Measure(
        id="rect_on_time",
        label=Label("按期整改率", "Rectified on time"),
        numerator=Label(
            "核查销号且在时限内完成的问题", "problems verified whose completion was within the term"
        ),
        denominator=Label(
            "核查销号（写明完成日期和时限）和逾期的问题",
            "problems verified, with both days told, and those overdue",
        ),
        direction=Direction.HIGHER,
        why=Label(
            "当下能改的应按期改，逾期的要逐件问明。",
            "What can be mended at once is mended in time; what is overdue is asked about.",
        ),
        source=_SOURCE,
        function="measures.registers.counts.problem_counts",
    ),
    Measure(
        id="ledger_completeness",
        label=Label("五要素齐全率", "All five elements told"),
        numerator=Label(
            "问题、责任、标准、措施、时限都写明的问题",
            "problems that tell what, by whom, to what standard, how and by when",
        ),
        denominator=Label(
            "所在台账五栏都有的问题", "problems whose ledger has a column for each of the five"
        ),
        direction=Direction.HIGHER,
        why=Label(
            "缺一项就无法核查；台账没有该栏的不算缺。",
            "With one missing nothing can be verified; without the column it is unknown.",
        ),
        source=_SOURCE,
        function="measures.registers.counts.problem_counts",
    ),
    Measure(
        id="letters_closed",
        label=Label("反馈问题办结率", "Letters' problems closed"),
        numerator=Label("办结的问题", "problems closed"),
        denominator=Label("书面反馈中的问题", "problems in the feedback letters issued"),
        direction=Direction.HIGHER,
        why=Label(
            "下发不是目的，每个问题都要有着落。",
            "Each problem of a letter needs an answer.",
        ),
        source=_SOURCE,
        function="measures.registers.letters.letters",
    ),
    Measure(
        id="research_on_time",
        label=Label("调研按期完成率", "Topics completed on time"),
        numerator=Label("时限内形成报告的课题", "topics with a report within their term"),
        denominator=Label(
            "已到时限或已形成报告的课题", "topics whose term is over or report is there"
        ),
        direction=Direction.HIGHER,
        why=Label(
            "以台账各次报送中首次写明报告的日期为准。",
            "By the day on which a version of the ledger first told of the report.",
        ),
        source=_SOURCE,
        function="measures.registers.research.research_counts",
    ),
)
"""In the order of the report's duties: put right, answered, found out."""


def definition(measure_id: str, pack: CampaignPack) -> Measure:
    """The measure of that id; raises KeyError for one the pack has not."""
    found = {measure.id: measure for measure in (*measures_of(pack), *REGISTER_SHARES)}
    return found[measure_id]
