"""A stored file's marked copy: of the sender's workbook while it is kept, then of what was read."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest

from campaign import Wording
from ledger import Ledger
from pages.door import Seat, opened
from pages.drawn.marked_stored import marked_stored
from tests.pages.filled import sample_district
from tests.pages.office.test_submit import OFFICE, WEEK_5, desk, drop, ledger, workbook

__all__ = ["ledger"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_doubtful_cell_is_marked_with_and_without_the_original(
    ledger: Ledger, is_kept: bool
) -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(WEEK_5)))
    app.button(key="accept").click().run()
    if not is_kept:
        ledger.record.sweep_originals(by=OFFICE, now=opened.now() + timedelta(days=400))
    sha256 = str(ledger.submissions("sample", OFFICE)["sha256"].iloc[0])
    seat = Seat(Wording("en"), OFFICE, sample_district())
    book = openpyxl.load_workbook(io.BytesIO(marked_stored(sha256, seat)))
    cell = book["周报"]["C5"]
    assert cell.value == "约3"
    assert cell.comment is not None
    assert "is not an exact number" in cell.comment.text
    told = [row[3] for row in book["问题清单"].iter_rows(min_row=5, values_only=True)]
    assert any("is not kept any more" in str(text) for text in told) is not is_kept
    reads = ledger.record.audit("sample", OFFICE, last=5)["action"].tolist()
    assert ("read_original" in reads) is is_kept
