"""Figures to verify: a panel, a pack and entries go in; every doubt with its evidence comes out.

Peers are everybody in the panel, so that whoever narrows what is shown must do so afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel, quantity_of
from measures.counting import JUDGED, TO_VERIFY, frame_of, owed_now, unit_columns
from measures.doubts.back_filled import back_filled
from measures.doubts.ledgers import entry_checks
from measures.doubts.verdict import DETERMINISTIC, ONE_WEEK, escalated
from measures.doubts.weekly import weekly_checks

Places = npt.NDArray[np.intp]
_KEPT = ("week", "code", "subject", "evidence", "n", "value", "p")


@dataclass(frozen=True)
class ToVerify:
    """What was found, as TO_VERIFY, and how many units each check could judge, as JUDGED."""

    doubts: pd.DataFrame
    judged: pd.DataFrame


def figures_to_verify(
    panel: Panel,
    pack: CampaignPack,
    *,
    entries: Mapping[str, pd.DataFrame],
    today: date,
    late: pd.DataFrame | None = None,
) -> ToVerify:
    """Every check at the end of the panel's last week. `entries` are ENTRIES by form, of the forms
    that exist, `late` the ledger's LATE_REPORTS, None where nobody asks when reports came; members
    of the last week alone are told of."""
    if not panel.weeks:
        return ToVerify(TO_VERIFY.frame(), JUDGED.frame())
    ids = [unit.id for unit in panel.units]
    checked = [*weekly_checks(panel, pack), *entry_checks(entries, ids, pack=pack, today=today)]
    checked += [] if late is None else [("", back_filled(panel, late))]
    told = pd.concat([_about(subject, doubts) for subject, doubts in checked], ignore_index=True)
    at = pd.Index(ids).get_indexer(pd.Index(told["unit_id"]))
    is_member = panel.weeks[-1].member[at]
    told, at = told[is_member], at[is_member]
    return ToVerify(_found(panel, told, at), _judged(panel, pack, told, at))


def _about(subject: str | None, doubts: pd.DataFrame) -> pd.DataFrame:
    """DOUBTS with the `subject` of each, and of the check itself, `about`."""
    said: str | list[str] = quantity_of(subject or "")
    if subject is None:
        said = [quantity_of(cells[0][1]) if cells else "" for cells in doubts["evidence"]]
    return doubts.assign(subject=said, about=quantity_of(subject or ""))


def _found(panel: Panel, told: pd.DataFrame, at: Places) -> pd.DataFrame:
    """TO_VERIFY in protocol order, by week."""
    is_doubt = (told["state"] == "doubt").to_numpy() & ~_is_told_before(told)
    found, at = told[is_doubt], at[is_doubt]
    order = np.lexsort((found["week"].to_numpy(), at))
    found, at = found.iloc[order], at[order]
    grave = escalated(found)
    return frame_of(
        TO_VERIFY,
        **unit_columns(panel, at),
        **{name: found[name].to_numpy() for name in _KEPT},
        is_contradiction=found["code"].isin(DETERMINISTIC).to_numpy(),
        is_escalated=found["unit_id"].isin(grave).to_numpy(),
    )


def _is_told_before(told: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether an earlier check of one week has named the same cell."""
    about = told[["unit_id", "week", "subject"]]
    is_of_a_week = (told["code"].isin(ONE_WEEK) & (told["state"] == "doubt")).to_numpy()
    again = np.zeros(len(told), dtype=np.bool_)
    again[is_of_a_week] = about[is_of_a_week].duplicated().to_numpy()
    return again


def _judged(panel: Panel, pack: CampaignPack, told: pd.DataFrame, at: Places) -> pd.DataFrame:
    """JUDGED of the units that owe what the check is about: a unit with a doubt is not clear
    besides, and one judged once is judged."""
    pairs = list(zip(told["code"], told["about"], strict=True))
    names = list(dict.fromkeys(pairs))
    number = {name: i for i, name in enumerate(names)}
    check = np.array([number[pair] for pair in pairs], dtype=np.int64)
    best = np.full((len(names), len(panel.units)), -1)
    rank = told["state"].map({"not_enough": 0, "clear": 1, "doubt": 2}).to_numpy()
    np.maximum.at(best, (check, at), rank)
    for own, (_, subject) in zip(best, names, strict=True):
        if subject in pack.quantity:
            own[~owed_now(panel, pack.quantity[subject])] = -1
    return frame_of(
        JUDGED,
        code=np.array([code for code, _ in names], dtype=object),
        subject=np.array([subject for _, subject in names], dtype=object),
        n_doubt=(best == 2).sum(axis=1),
        n_clear=(best == 1).sum(axis=1),
        n_not_enough=(best == 0).sum(axis=1),
    )
