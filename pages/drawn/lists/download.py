"""The download below a table: a frame as shown goes in; two buttons with its rows are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from campaign import Wording
from exports import csv_bytes, xlsx_bytes
from pages.door import View, hand_out, link, part_label

FIRST = "download"


def downloads(
    view: View,
    frame: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    title: str,
    key: str = FIRST,
    note: str = "",
) -> None:
    """CSV and XLSX of the rows a view shows; what was chosen and when is written in, and `note`."""
    # A list leaves the house without its page: its name has to say that the figures are invented.
    mark = [view.words.text("sample.mark")] if view.district.is_sample else []
    name = "_".join([*mark, title, view.week.iso, *_chosen(view)])
    told = {"title": title, "name": name, "note": " · ".join(filter(None, (view_note(view), note)))}
    # One way to paper a page, beside its first list.
    buttons(frame, headings, words=view.words, **told, key=key, prints=key == FIRST)


def buttons(
    frame: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    words: Wording,
    title: str,
    name: str,
    note: str,
    key: str = FIRST,
    prints: bool = False,
) -> None:
    """Two buttons that hand out exactly the rows of the frame, made when asked for.

    `name` is the file's without its ending; `note` stands under the workbook's title and first in
    the CSV. With `prints` the way to the page as it is printed stands beside them.
    """
    made = {
        "csv": lambda: csv_bytes(frame, headings, note=note),
        "xlsx": lambda: xlsx_bytes(frame, headings, title=title, note=note),
    }
    with st.container(key=f"{key}s", horizontal=True, gap="small"):
        for ending, data in made.items():
            label, file_name = words.text(f"download.{ending}"), f"{name}.{ending}"
            hand_out(label, data=data, file_name=file_name, key=f"{key}_{ending}")
        if prints:
            st.link_button(words.text("download.paper"), link.for_paper())


def view_note(view: View) -> str:
    """District, week, filters and cut, in words; sample data says so first."""
    words = view.words
    said = [words.text("sample.mark")] if view.district.is_sample else []
    said += [view.district.name, words.week(view.week), *_chosen(view)]
    said.append(words.text("download.revision", n=view.panel.revision))
    return " · ".join(said)


def _chosen(view: View) -> Iterator[str]:
    """The filters, each as it is called."""
    words, pack, chosen = view.words, view.pack, view.filters
    if chosen.group_id:
        yield words.label(pack.group[chosen.group_id].label)
    if chosen.type_id:
        yield words.label(pack.type[chosen.type_id].label)
    if chosen.part:
        yield part_label(chosen.part, view.scope, words)
    yield from (unit.name for unit in view.scope.units if unit.id == chosen.unit_id)
