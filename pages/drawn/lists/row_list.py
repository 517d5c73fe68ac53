"""The rows behind a page's figures: a frame as shown goes in; a pressable table with its download
is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.door import View, states
from pages.drawn.lists import unit_list
from pages.drawn.lists.download import downloads
from pages.markup import part


def row_list(
    view: View,
    rows: pd.DataFrame,
    unit_ids: pd.Series[str],
    titles: Mapping[str, str],
    *,
    keys: tuple[str, str, str],
    key: str,
    figure: str,
    at: Sequence[int] = (),
    download: str = "download",
) -> None:
    """The rows under their titles, each opening its unit at `figure`, and CSV and Excel of them;
    `at` has the sheet row of each where the figure is a form; `download` is the key of the
    buttons of a second list on a page.

    `keys` are the messages for the heading, its note (with `n`) and the file's name.
    """
    words, (heading, note, file) = view.words, keys
    part(words.text(heading), words.text(note, n=len(rows)))
    if not len(rows):
        states.nothing_matches(words)
        return
    unit_list.pressable(unit_list.titled(rows, titles), unit_ids, key=key, figure=figure, at=at)
    downloads(view, rows, titles, title=words.text(file), key=download)
