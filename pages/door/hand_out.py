"""What makes a file goes in; a button that hands it to this browser alone is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

import streamlit as st

from pages.gate import sealed

_OFFICE, _BYTES = "application/vnd.openxmlformats-officedocument", "application/octet-stream"
_KINDS = {
    ".csv": "text/csv",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".json": "application/json",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What a browser takes a file for, by its ending."""


def hand_out(
    label: str,
    *,
    data: Callable[[], bytes],
    file_name: str,
    key: str,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    explained: str | None = None,
) -> None:
    """The only way a file leaves: the gate gives it to nobody but the browser that sees the button.

    It is made when the button is pressed, and the page does not run again.
    """
    st.download_button(
        label,
        data=data,
        file_name=file_name,
        mime=sealed(_KINDS.get(PurePath(file_name).suffix, _BYTES), st.context.cookies),
        key=key,
        type=kind,
        help=explained,
        on_click="ignore",
    )
