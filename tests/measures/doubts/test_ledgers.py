"""What the ledger's rows say: a column that no sheet had was not left empty."""

import json
from datetime import date

import pandas as pd

from measures.doubts.ledgers import entry_checks
from tests.measures.drawn import pack

UNITS = ("u0", "u1")
TODAY = date(2024, 1, 21)


def problems(*rows: tuple[int, str, str | None]) -> dict[str, pd.DataFrame]:
    """(submission, unit, 整改结果): problems closed on 20 October, one a sheet row."""
    closed = {"done_on": "2023-10-20", "progress": "verified_closed"}
    fields = [json.dumps(closed | ({"result": told} if told else {})) for _, _, told in rows]
    frame = pd.DataFrame([row[:2] for row in rows], columns=["submission_id", "unit_id"])
    return {"problem_ledger": frame.assign(week=3, row=range(4, 4 + len(frame)), fields=fields)}


def told(entries: dict[str, pd.DataFrame]) -> dict[str, str]:
    """The state of `closed_without_reference` by unit."""
    (found,) = (
        frame
        for _, frame in entry_checks(entries, UNITS, pack=pack(), today=TODAY)
        if set(frame["code"]) == {"closed_without_reference"}
    )
    return dict(zip(found["unit_id"], found["state"], strict=True))


def test_a_result_left_empty_beside_others_is_doubted():
    assert told(problems((1, "u0", "已修订制度"), (1, "u1", None))) == {
        "u0": "clear",
        "u1": "doubt",
    }


def test_a_sheet_without_that_column_says_nothing_of_it():
    found = told(problems((1, "u0", None), (2, "u1", "已修订制度")))
    assert found == {"u0": "not_enough", "u1": "clear"}
