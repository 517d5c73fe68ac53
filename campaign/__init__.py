"""The words every package shares: weeks, units, quantities, issues, submissions, packs, wording."""

from campaign.account import PLACED, ROLES, Account, Role, office_day, office_time
from campaign.blocks import BLOCK, Blocks, as_blocks, compact
from campaign.counting import (
    FAMILY_RULES,
    FIRST_RULES,
    LATE_RULES,
    MOVE_RULES,
    NEWEST_RULES,
    SCOPE_RULES,
    SUCCESSOR_RULES,
    rules_at,
    with_rules,
)
from campaign.csv_text import csv_rows, csv_text
from campaign.district import District
from campaign.issue import (
    Address,
    Issue,
    Severity,
    Term,
    column_letters,
    issue_of_row,
    params_from_json,
    severities,
)
from campaign.layout import KnownLayout
from campaign.memory import Itself, Keyed, Memory
from campaign.menu import MenuLine, menu
from campaign.pack.asked import ASKED_DEFINITION, Asked, asked_before, asked_of, asked_otherwise
from campaign.pack.folder import add_packs, known_packs, load_pack, pack_files, pack_ids
from campaign.pack.lines import PackFault
from campaign.pack.pack import (
    FORM_SHEET,
    PLACING,
    CampaignPack,
    Form,
    FormField,
    ReportPart,
    Target,
)
from campaign.pack.parts import label_in
from campaign.pack.rule import Missing, Operator, Rule
from campaign.pack.rule_rows import RuleGroup, alike, broken_by_rule, broken_rows
from campaign.pack.writing import pack_texts, pack_zip, write_pack
from campaign.panel import Lineage, Panel, PanelWeek, Whole
from campaign.past import Past
from campaign.quantity import (
    CUMULATIVE,
    Cadence,
    Kind,
    Option,
    Quantity,
    State,
    option_of,
    quantity_of,
    registered_slots,
    slot_rows,
)
from campaign.reason import FINDINGS, REASONS, Attention, Finding, Level, Place, Reason
from campaign.right import Right, rights_of
from campaign.role import (
    CLASS_CAME,
    CLASS_DUE,
    CONFLICT,
    DISCUSSIONS,
    GUIDANCE,
    LAUNCH,
    LECTURES,
    LIVELIHOOD,
    OFFICE_SENDER,
    ORGS_STUDYING,
    PROBLEMS,
    RECTIFIED,
    STUDY,
    FieldRole,
    FormKind,
    FormRole,
    OptionRole,
)
from campaign.setting import Setting, in_force, of_name, standing_words
from campaign.settings.as_settings import as_settings
from campaign.settings.check import PLACES, setting_issues
from campaign.settings.effective import NOTHING_OWED, excused_in, pack_of, with_settings
from campaign.settings.file import NoSettingsFile, settings_file, settings_in
from campaign.settings.kind import SettingKind, setting_kinds
from campaign.settings.roster_words import WordAnswer, meant_by, settings_of, stranger
from campaign.shape import Shape
from campaign.submission import (
    ENTRIES,
    ENTRY_ROWS,
    HIDDEN,
    NO_DAYS,
    ROSTER_ROWS,
    SPANS,
    WEEKLY_ROWS,
    ExtraCell,
    Grid,
    Source,
    Submission,
    unit_in_row,
)
from campaign.unit import (
    INCLUDING,
    GuidanceGroup,
    Label,
    Roster,
    Unit,
    UnitType,
    fold,
    in_protocol_order,
)
from campaign.unsaid import as_kept, issue_kept, without_words
from campaign.version import VERSION
from campaign.versions import CHECKED_LINES, VERSIONS
from campaign.viewer import PAGE_DOORS, Actor, Door, Viewer
from campaign.week import Calendar, Week
from campaign.words.saying import (
    asked_words,
    finding_said,
    finding_words,
    place_words,
    reason_change,
    reason_sentence,
    reason_words,
    said_once,
)
from campaign.words.wording import DEFAULT_LOCALE, LOCALES, Wording, wording
