"""What words and cells mean: headings, names, dates, numbers, weeks, persons."""

from loaders.words.around_words import (
    at_other_level,
    changes_figures,
    counted_in_title,
    counted_jointly,
    doubts_figures,
    elsewhere_in,
    heads_others,
    is_over_part,
    noted_otherwise,
    other_figures_in,
    said_scope,
    takes_back,
    unfit_in,
)
from loaders.words.bare_names import (
    BareNames,
    bare_names,
    is_signature,
    marks_of,
    name_shown,
    text_without_persons,
)
from loaders.words.cells import (
    EXEMPT,
    PLAIN,
    TypedCell,
    no_answer,
    number_text,
    numeral,
    plain_number,
    type_cell,
)
from loaders.words.choices import (
    in_option_order,
    option_before,
    options_in,
    options_of,
    tick_in,
    yes_or_no,
)
from loaders.words.claimed import ClaimedNumber, Spoken, claimed_numbers
from loaders.words.column_words import (
    is_category,
    is_coded,
    is_done,
    is_everyday,
    is_naming,
    is_plain_part,
    is_planned,
    is_planned_for_all,
    is_serial,
    is_unadded,
    is_undone,
    is_unsummed,
    is_whole,
    names_kind,
    sums_column,
)
from loaders.words.dates import day_in, day_of, is_weekday, last_day_in, span_in
from loaders.words.furniture import (
    MAY_RESTATE,
    NAMES_PART,
    counts_senders,
    holds_a_day,
    is_average,
    is_footer,
    is_grand_total,
    is_instruction,
    is_labelled,
    is_numbering,
    is_of_other_figures,
    is_page_mark,
    is_parameter,
    is_part_word,
    is_placeholder,
    is_plan,
    is_ratio,
    is_sample,
    is_section,
    is_sender_label,
    is_sender_line,
    is_title,
    is_total,
    names_part,
    names_persons,
    says_who_or_when,
)
from loaders.words.heading import (
    Heading,
    exact_heading,
    header_path,
    likely_heading,
    period_word,
    strip_level,
)
from loaders.words.measure_words import (
    MEASURED,
    counts,
    counts_heads,
    is_measure_word,
    is_other_dimension,
    two_named,
)
from loaders.words.months import months_in
from loaders.words.naming import UnitNames, names_ever, names_on, spelling_note, unknown_unit
from loaders.words.other_figures import is_other_figure
from loaders.words.period import (
    Claim,
    Period,
    claims_of,
    disagreement,
    other_year,
    period,
    reporting_date,
    week_suggestion,
)
from loaders.words.personal import (
    PERSONAL,
    are_names,
    is_personal,
    mask,
    may_be_name,
    names_a_person,
    number_within,
)
from loaders.words.reach import (
    NOTHING_SAID,
    Mention,
    Reach,
    is_of_weeks,
    reach_of,
    this_week,
    week_words,
)
from loaders.words.said_figure import asked_figure, title_period
from loaders.words.signs import normalise
from loaders.words.texts import NUMBER_LIMIT, TEXT_LIMIT, is_too_long, leader_in, number_in, text_in
from loaders.words.word_parts import names_wholly
