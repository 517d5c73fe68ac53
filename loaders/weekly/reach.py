"""The words around a weekly table and its headings go in; whether columns without a word of their
own hold the week's figures or those since the launch comes out, or the question that must be asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, Address, CampaignPack, Issue, KnownLayout
from loaders.entries import FileContext, ReachQuestion
from loaders.tables import Surroundings, Table, fingerprint, normal_heading
from loaders.words import NOTHING_SAID, Heading, Mention, Reach, is_of_weeks, period_word


@dataclass(frozen=True)
class BareColumns:
    """The columns of quantities whose headings say neither week nor since the launch; what they
    hold is None while that is asked. `is_assumed` marks one that only words around the table say.
    """

    cumulative: Mapping[int, bool | None]
    is_assumed: bool = False
    question: ReachQuestion | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class _Spoken:
    """The weightiest word around a table on its bare columns, and all that stands around it."""

    mention: Mention
    around: Surroundings


def bare_columns(table: Table, around: Surroundings, file: FileContext) -> BareColumns:
    """What the columns without a word of their own hold: the week's figures, unless words around
    the table speak of the figures."""
    columns = sorted(table.header.columns.items())
    if not around.mentions and not any(heading.is_open for _, heading in columns):
        return BareColumns({})
    told = {c: h for c, h in columns if _adds_up(h, file.pack)}
    spoken = _Spoken(_mention(told.values(), around), around)
    bare = {c: h for c, h in told.items() if _is_bare(h, table, spoken)}
    beside = {c: _other_of_two(h, told.values()) for c, h in bare.items()}
    open_ = {c: h for c, h in bare.items() if beside[c] is None}
    settled = {c: said for c, said in beside.items() if said is not None}
    said = _said(open_.values(), spoken)
    if said is not None or not open_:
        return BareColumns({**settled, **dict.fromkeys(open_, said)}, is_assumed=said is True)
    key = _key(table, spoken)
    known = file.hints.layouts.get(key)
    if known is not None:
        answered = {c: _answer(heading, known) for c, heading in open_.items()}
        return BareColumns(settled | answered)
    return _asked(table, spoken, open_, settled, key)


def _mention(told: Iterable[Heading], around: Surroundings) -> Mention:
    """The weightiest mention; where headings say 累计 themselves, none that explains them."""
    explained = any(h.cumulative and period_word(h.path)[0] for h in told)
    spoken = [m for m in around.mentions if not (explained and m.is_of_columns)]
    return max(spoken, key=lambda mention: mention.reach, default=NOTHING_SAID)


def _adds_up(heading: Heading, pack: CampaignPack) -> bool:
    quantity = pack.quantity.get(heading.field or "")
    return quantity is not None and len(quantity.slots) > 1


def _is_bare(heading: Heading, table: Table, spoken: _Spoken) -> bool:
    """Whether a heading says neither. What a person once said of a layout stands, but for a figure
    of the week where words around this table speak of another reach: a heading alone was of the
    week because nothing said otherwise."""
    if not table.header.is_confirmed:
        return heading.cumulative is None
    speaks = spoken.mention.reach > Reach.CUT_OFF
    return speaks and heading.cumulative is False and period_word(heading.path)[0] is None


def _other_of_two(heading: Heading, told: Iterable[Heading]) -> bool | None:
    """Of a quantity with a column since the launch, the bare one is the week's."""
    said = {h.cumulative for h in told if h.field == heading.field and h.cumulative is not None}
    return False if said == {True} and not heading.is_open else None


def _said(bare: Iterable[Heading], spoken: _Spoken) -> bool | None:
    """Whether the figures are since the launch; None where two readings remain."""
    reach, is_of_week = spoken.mention.reach, bool(spoken.around.of_week)
    if any(heading.is_open for heading in bare) or reach is Reach.OPEN:
        return None
    if reach is Reach.SINCE_LAUNCH:
        return None if is_of_week or is_of_weeks(spoken.mention.raw) else True
    if reach is Reach.CUT_OFF:
        return False if is_of_week or spoken.around.is_of_weeks else None
    return False


def _asked(
    table: Table,
    spoken: _Spoken,
    bare: Mapping[int, Heading],
    settled: Mapping[int, bool],
    key: str,
) -> BareColumns:
    """The question: P12 where words of the figures and of a week contradict, else P13."""
    asked = {normal_heading(h.path): h.field or "" for h in bare.values()}
    question = ReachQuestion(key, table.header.form.id, asked)
    column, heading = next(iter(bare.items()))
    mention, of_week = spoken.mention, spoken.around.of_week
    at = mention.address or Address(table.sheet.name, table.header.last_row, column)
    words = mention.words or heading.label
    is_both = mention.reach is Reach.SINCE_LAUNCH and bool(of_week)
    params = {"a": words, "b": of_week, "n": len(bare)}
    issue = Issue("P12" if is_both else "P13", at, words, params)
    found: dict[int, bool | None] = {**settled, **dict.fromkeys(bare)}
    return BareColumns(found, question=question, issues=(issue,))


def _key(table: Table, spoken: _Spoken) -> str:
    """What an answer is kept by: these headings under words like these."""
    headings = fingerprint(heading.path for heading in table.header.columns.values())
    told = f"reach\n{headings}\n{spoken.mention.reach:d}\n{spoken.mention.likeness}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _answer(heading: Heading, known: KnownLayout) -> bool:
    """What a person said of a column, once for all sheets like this one."""
    return known.fields.get(normal_heading(heading.path), "").endswith(CUMULATIVE)
