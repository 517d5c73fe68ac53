"""Evenness in words: a view goes in; the answer, what each index says, and the rows come out.

An index of effort is never told without what chance alone gives; no unit is put before another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from campaign import DISCUSSIONS, LECTURES, LIVELIHOOD, PROBLEMS, STUDY, Wording
from measures import (
    ORG_SHARE,
    REACH,
    Balance,
    Closing,
    balance,
    closing,
    idle_children,
    lorenz_by_chance,
    lorenz_curve,
    unevenness,
)
from pages.door import Basis, View, drawing, reading
from pages.drawn import behind_since, inside, points, uneven_findings, whole_of
from pages.readings import rows_now, shortfalls_now, standing_now

EFFORT = (STUDY, DISCUSSIONS, LECTURES, PROBLEMS, LIVELIHOOD)
COLUMNS = (
    *("unit", "type", "group", "discussion_total", "org_covered", "org_total", "org_percent"),
    *("expected", "shortfall"),
)
_SEED = 2023
_MOST_ACTIVE = 0.20


@reading
def indexes(basis: Basis) -> pd.DataFrame:
    """UNEVENNESS of every count, and of the organisation share."""
    return unevenness(basis.panel, basis.pack, seed=_SEED)


def effort(view: View) -> pd.DataFrame:
    """The Gini lines of UNEVENNESS worth a look, in the order of `EFFORT`."""
    rows = indexes(view)
    rows = rows[(rows["index"] == "gini") & rows["value"].notna()].set_index("quantity")
    shown = [quantity for quantity in EFFORT if quantity in rows.index]
    return rows.loc[shown].reset_index()


@reading
def idle(basis: Basis) -> pd.DataFrame:
    """IDLE_CHILDREN of the view's week."""
    return idle_children(basis.panel, basis.pack)


@reading
def curve(basis: Basis) -> pd.DataFrame:
    """LORENZ of the discussion sessions."""
    return lorenz_curve(basis.panel, basis.pack, DISCUSSIONS)


@reading
def curve_by_chance(basis: Basis) -> pd.DataFrame:
    """LORENZ of the discussion sessions if all units were alike."""
    return lorenz_by_chance(basis.panel, basis.pack, DISCUSSIONS, seed=_SEED)


@drawing
def balance_answer(view: View) -> str:
    """Which types and groups lie behind the district and since when; else that none does."""
    words = view.words
    told = [inside(words, behind_since(view, finding)) for finding in uneven_findings(view)]
    if not told:
        told = [_nothing_uneven(view)]
    week = words.text("answer.week", number=view.week.number)
    first = words.text("balance.answer.by", week=week, said=told[0])
    return words.text("answer.sentence", parts=words.text("answer.and").join([first, *told[1:]]))


def _nothing_uneven(view: View) -> str:
    n = len(rows_now(view))
    if n < 2:
        return view.words.text("balance.answer.too_few", n=n)
    limit = view.words.number(abs(view.pack.thresholds["finding_gap"]))
    places = [standing_now(view, REACH, by=by)["value"] for by in ("type", "group")]
    if min(int(values.notna().sum()) for values in places) == 0:
        return view.words.text("balance.answer.unknown")
    told = {"whole": whole_of(view), "points": limit}
    if unknown := sum(int(values.isna().sum()) for values in places):
        return view.words.text("balance.answer.even.heard_of", n=unknown, **told)
    return view.words.text("balance.answer.even", **told)


def evenness_words(view: View) -> list[str]:
    """Who would close the gap, who stands where the office's own work did not reach below, and
    whether there is anything to be uneven."""
    return [sentence for sentence in (_gap(view), _idle(view), _all_zero(view)) if sentence]


def _all_zero(view: View) -> str:
    row = _index(view, DISCUSSIONS, "gini")
    if row is None or row["zeros"] != row["n"]:
        return ""
    return view.words.text("balance.all_zero", n=int(row["n"]))


def index_words(view: View) -> list[str]:
    """What the indexes say, a sentence each: what is asked for, not what is led by."""
    parts = (_spread, _chance, _hoover, _by_organisation, _trend, _weekly)
    return [sentence for part in parts if (sentence := part(view))]


def _weekly(view: View) -> str:
    """The Gini of study sessions at the end of each week."""
    told = [f"{value:.2f}" for value in study_balance(view).weekly if value == value]
    mark = view.words.text("needs.line_mark")
    return view.words.text("balance.weekly", values=mark.join(told)) if len(told) > 1 else ""


def curve_words(view: View) -> list[str]:
    """What the Lorenz curve and the parts say of the discussion sessions."""
    return [sentence for sentence in (_most_active(view), _parts(view)) if sentence]


@reading
def study_balance(basis: Basis) -> Balance:
    """The balance of the study sessions."""
    return balance(basis.panel, basis.pack, STUDY, seed=_SEED)


@reading
def study_closing(basis: Basis) -> Closing:
    """The units whose study sessions would close most of the gap."""
    return closing(
        basis.panel,
        basis.pack,
        STUDY,
        chance=study_balance(basis).gini_chance,
        most=int(basis.pack.thresholds["review_budget"]),
    )


def closing_words(view: View) -> str:
    """What the index would be if these units came to the mean of their type."""
    words, told = view.words, study_closing(view)
    if not len(told.units):
        return words.text("balance.closing.none")
    return words.text(
        "balance.closing",
        n=len(told.units),
        before=f"{told.before:.2f}",
        after=f"{told.after:.2f}",
        chance=f"{study_balance(view).gini_chance:.2f}",
    )


def _hoover(view: View) -> str:
    told, words = study_balance(view), view.words
    if told.n < 2 or math.isnan(told.hoover_chance):
        return ""
    return words.text(
        "balance.hoover",
        share=words.percent(told.hoover),
        chance=words.percent(told.hoover_chance),
    )


def _by_organisation(view: View) -> str:
    told = study_balance(view)
    if math.isnan(told.by_organisation) or math.isnan(told.gini):
        return ""
    if not told.by_organisation and not told.gini:  # all alike, or nothing done at all
        return ""
    return view.words.text(
        "balance.by_organisation",
        plain=f"{told.gini:.2f}",
        weighted=f"{told.by_organisation:.2f}",
        n=told.n_with,
    )


def _trend(view: View) -> str:
    told = study_balance(view).trend
    if told.word == "not_enough":
        return ""
    return view.words.text(
        f"balance.trend.{told.word}", earlier=f"{told.earlier:.2f}", later=f"{told.later:.2f}"
    )


def _index(view: View, quantity: str, index: str) -> pd.Series | None:
    rows = indexes(view)
    rows = rows[(rows["quantity"] == quantity) & (rows["index"] == index)]
    return None if not len(rows) or math.isnan(rows["value"].iloc[0]) else rows.iloc[0]


def _spread(view: View) -> str:
    row = _index(view, ORG_SHARE, "p90_p10")
    if row is None:
        return ""
    return view.words.text("balance.spread", points=points(row["value"]), n=int(row["n"]))


def _chance(view: View) -> str:
    row, words = _index(view, DISCUSSIONS, "gini"), view.words
    if row is None or row["zeros"] == row["n"]:
        return ""
    is_more = row["value"] > row["noise_floor"]
    said = words.text(
        "balance.gini",
        value=f"{row['value']:.2f}",
        floor=f"{row['noise_floor']:.2f}",
        verdict=words.text("balance.beyond_chance" if is_more else "balance.within_chance"),
    )
    if not row["zeros"]:
        return said
    zeros = words.text("balance.zeros", n=int(row["zeros"]), total=int(row["n"]))
    return words.text("balance.joined", said=said, more=zeros)


def _parts(view: View) -> str:
    row = _index(view, DISCUSSIONS, "theil_t")
    if row is None or math.isnan(row["between_types"]):
        return ""
    return view.words.text(
        "balance.theil",
        types=view.words.percent(row["between_types"]),
        groups=view.words.percent(row["between_groups"]),
    )


def _most_active(view: View) -> str:
    corners = curve(view)
    if not len(corners):
        return ""
    held = 1 - float(np.interp(1 - _MOST_ACTIVE, corners["units"], corners["held"]))
    return view.words.text(
        "balance.most_active", units=f"{_MOST_ACTIVE:.0%}", held=view.words.percent(held)
    )


def _gap(view: View) -> str:
    rows, words, every = shortfalls_now(view), view.words, rows_now(view)
    unknown = int((every["org_share"].isna() & (every["org_total"] > 0)).sum())
    if not len(rows):
        if not every["org_share"].notna().any():
            return ""
        key = "balance.no_gap.heard_of" if unknown else "balance.no_gap"
        return words.text(key, n=unknown)
    most = rows[rows["is_most"]]
    said = words.text(
        "balance.gap",
        n=len(most),
        total=len(rows),
        orgs=words.number(round(rows["shortfall"].sum(), 1)),
        share=words.percent(most["share"].sum()),
    )
    return said + words.text("balance.gap.unknown", n=unknown) if unknown else said


def _idle(view: View) -> str:
    n = len(idle(view))
    return view.words.text("balance.idle", n=n) if n else ""


@drawing
def balance_rows(view: View) -> pd.DataFrame:
    """One line a unit in protocol order: sessions, organisations studying, the gap to plan."""
    rows, words, pack = rows_now(view, DISCUSSIONS), view.words, view.pack
    types = {t.id: words.label(t.short) for t in pack.types}
    groups = {g.id: words.label(g.label) for g in pack.groups}
    gaps = shortfalls_now(view).set_index("unit_id")
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "type": rows["type_id"].map(types),
            "group": rows["group_id"].map(groups),
            "discussion_total": rows["cumulative"],
            "org_covered": rows["org_covered"],
            "org_total": rows["org_total"].where(rows["org_total"] > 0).astype("Int64"),
            "org_percent": (rows["org_share"] * 100).round(1),
            "expected": rows["unit_id"].map(gaps["expected"]).round(1),
            "shortfall": rows["unit_id"].map(gaps["shortfall"]).round(1),
        }
    )


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {column: words.text(f"column.{column}") for column in COLUMNS}
