"""A page of the dashboard goes in; everything a reader would see of it comes out, in order.

Ids, addresses of files and the hashes of page scripts name where a file lies, not what is shown.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from streamlit.testing.v1.element_tree import Block, Element

from tests.house.clock import fixed_clock
from tests.pages.driven import driven

FOLDER = Path(__file__).resolve().parents[2] / "pages"
PAGES = (
    *("leadership/overview", "leadership/coverage", "leadership/discussions"),
    *("leadership/launch", "leadership/inspections", "leadership/rectification"),
    *("leadership/research", "leadership/balance", "groups/attention", "groups/unit"),
    *("office/submit", "office/status", "office/quality", "office/checks", "office/record"),
)
_FIRST = "leadership/overview"
_HIDDEN = frozenset({"id", "url", "deferredFileId", "pageScriptHash", "arrowData", "formId"})


@dataclass(frozen=True)
class Look:
    """One look at a page: the name of the view and what its link says."""

    page: str
    view: str
    said: dict[str, str] = field(default_factory=dict)


def seen(url: str, look: Look) -> list[object]:
    """Every element of the page, with the ledger at an address; nothing where it fails."""
    load_pages()
    with patch.dict(os.environ, DATABASE_URL=url), fixed_clock(), _quiet():
        is_first = look.page == _FIRST and look.said.get("door") != "groups"
        app = driven("" if is_first else look.page, seconds=300, **look.said).run()
        return [] if app.exception else [_told(part) for part in _parts(app._tree)]


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Streamlit's warning at every cached function that is called outside a browser."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@cache
def load_pages() -> None:
    """Load all that pages are made of, so that the clock stands still in it from the first run."""
    scripts = {FOLDER / "app.py", *FOLDER.rglob("page.py")}
    for path in sorted(FOLDER.rglob("*.py")):
        if path not in scripts and path.name != "__init__.py":
            import_module(".".join(path.relative_to(FOLDER.parent).with_suffix("").parts))


def _parts(block: Block) -> Iterator[Block | Element]:
    """What is in a block, in order; a block that has words of its own before what is in it."""
    for child in block.children.values():
        if isinstance(getattr(child, "proto", None), Message):
            yield child
        if isinstance(child, Block):
            yield from _parts(child)


def _told(element: Block | Element) -> list[object]:
    shown = _shown(MessageToDict(element.proto))
    if element.type == "plotly_chart":
        shown["spec"] = json.loads(element.proto.spec)
    elif element.type in ("dataframe", "arrow_data_frame"):
        shown["cells"] = element.value.astype(object).to_csv()
    return [element.type, shown]


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items() if key not in _HIDDEN}
    if isinstance(value, list):
        return [_shown(part) for part in value]
    return value
