"""Figures of a list stay numbers in its file, beside words for those that are not there."""

import io

import openpyxl
import pandas as pd

from campaign import wording
from exports import xlsx_bytes
from pages.drawn import figure_or_word

WORDS = wording("zh_CN")


def test_a_reported_zero_leaves_the_house_as_a_number_and_a_missing_one_as_a_word():
    reported = [(3.0, "v"), (0.0, "z"), (0.5, "v"), (float("nan"), "m")]
    frame = pd.DataFrame({"n": [figure_or_word(value, state, WORDS) for value, state in reported]})
    data = xlsx_bytes(frame, {"n": "本周（场次）"}, title="单位情况", note="")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in sheet["A"][3:]] == [3, 0, 0.5, "未填"]
