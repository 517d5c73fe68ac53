"""The sentence that says what storing would change."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from campaign import ENTRY_ROWS, LOCALES, Grid, Source, Submission, load_pack, pack_ids, wording
from ledger import Change, Entry, Plan
from pages.markup.slot_words import slot_words
from pages.office.submit.verdict import what_changes

NO_ROWS: pd.DataFrame = ENTRY_ROWS.frame()
LOG = Plan(
    "d1",
    Submission(
        "guidance_log", None, Source("0", "a.xlsx", "a"), NO_ROWS, {}, (), Grid("a", 1, 1, ())
    ),
    revision=1,
    kind="log",
)
GONE = Entry(4, "财政局", "g01", "2023-10-03", "", "{}", False, submission_id=2, sender="g01")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("zh_CN", "新增2条，原有1条不再计入，3条不变。"),
        ("en", "2 rows new, 1 earlier row would no longer count, 3 rows unchanged."),
    ],
)
def test_a_log_is_told_in_rows(locale: str, sentence: str) -> None:
    plan = replace(LOG, new=("甲", "甲"), same=("甲", "乙", "丙"), gone=(GONE,))
    assert what_changes((plan,), wording(locale)) == sentence


def test_a_report_and_a_log_in_one_workbook_are_told_apart() -> None:
    report = replace(LOG, kind="weekly", new=("甲",), clash=(Change("甲", "attendance", 1, 2),))
    said = what_changes((report, replace(LOG, new=("甲",))), wording("zh_CN"))
    assert said == "新增1家，新增1条，与其他报送方不同1处。"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_field_that_a_register_may_change_has_words(pack_id: str, locale: str) -> None:
    pack = load_pack(pack_id)
    words = wording(locale)
    fields = [(form.id, f) for form in pack.forms if form.has_entries for f in form.fields]
    assert all(
        slot_words(f.id, pack, words, form=form) == words.label(f.label) for form, f in fields
    )
