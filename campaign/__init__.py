"""The words every package shares: weeks, units, quantities, issues, submissions, packs, wording."""

from campaign.blocks import BLOCK, Blocks, as_blocks, compact
from campaign.district import District
from campaign.issue import (
    Address,
    Issue,
    Severity,
    Term,
    column_letters,
    params_from_json,
    severities,
)
from campaign.layout import KnownLayout
from campaign.memory import Itself, Keyed, Memory
from campaign.pack import FORM_SHEET, CampaignPack, Form, FormField, Target
from campaign.pack_folder import load_pack, pack_ids
from campaign.panel import Panel, PanelWeek
from campaign.past import Past
from campaign.quantity import (
    CUMULATIVE,
    Cadence,
    Kind,
    Option,
    Quantity,
    State,
    quantity_of,
    registered_slots,
    slot_rows,
)
from campaign.reason import FINDINGS, REASONS, Attention, Finding, Level, Place, Reason
from campaign.rule import Missing, Operator, Rule
from campaign.rule_rows import alike, broken_by_rule, broken_rows
from campaign.saying import (
    finding_words,
    place_words,
    reason_change,
    reason_sentence,
    reason_words,
)
from campaign.shape import Shape
from campaign.submission import (
    ENTRIES,
    ENTRY_ROWS,
    ROSTER_ROWS,
    WEEKLY_ROWS,
    Grid,
    Source,
    Submission,
    unit_in_row,
)
from campaign.unit import GuidanceGroup, Label, Roster, Unit, UnitType, fold, in_protocol_order
from campaign.viewer import Door, Viewer
from campaign.week import Calendar, Week
from campaign.wording import DEFAULT_LOCALE, LOCALES, Wording, wording

__all__ = [
    "BLOCK",
    "CUMULATIVE",
    "DEFAULT_LOCALE",
    "ENTRIES",
    "ENTRY_ROWS",
    "FINDINGS",
    "FORM_SHEET",
    "LOCALES",
    "REASONS",
    "ROSTER_ROWS",
    "WEEKLY_ROWS",
    "Address",
    "Attention",
    "Blocks",
    "Cadence",
    "Calendar",
    "CampaignPack",
    "District",
    "Door",
    "Finding",
    "Form",
    "FormField",
    "Grid",
    "GuidanceGroup",
    "Issue",
    "Itself",
    "Keyed",
    "Kind",
    "KnownLayout",
    "Label",
    "Level",
    "Memory",
    "Missing",
    "Operator",
    "Option",
    "Panel",
    "PanelWeek",
    "Past",
    "Place",
    "Quantity",
    "Reason",
    "Roster",
    "Rule",
    "Severity",
    "Shape",
    "Source",
    "State",
    "Submission",
    "Target",
    "Term",
    "Unit",
    "UnitType",
    "Viewer",
    "Week",
    "Wording",
    "alike",
    "as_blocks",
    "broken_by_rule",
    "broken_rows",
    "column_letters",
    "compact",
    "finding_words",
    "fold",
    "in_protocol_order",
    "load_pack",
    "pack_ids",
    "params_from_json",
    "place_words",
    "quantity_of",
    "reason_change",
    "reason_sentence",
    "reason_words",
    "registered_slots",
    "severities",
    "slot_rows",
    "unit_in_row",
    "wording",
]
