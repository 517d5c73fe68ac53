"""Browsers that were used before go in; each comes out as a new visitor's, its scripts compiled.

A new browser's first page costs five seconds of a core, for the most part to start a process and to
compile what is the same on every page; one that was emptied draws the same page in a second and a
half.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from playwright.sync_api import Browser, Error, Page

HEIGHT = 768
_EMPTY = "try { localStorage.clear(); sessionStorage.clear() } catch { }"
_MET = "try { localStorage.setItem('met', '1') } catch { }"  # what a first visitor is told is known


class Tabs:
    """Pages by the settings of their browsers; none has cookies, storage or an open page left."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._free: defaultdict[str, list[Page]] = defaultdict(list)
        self._settings: dict[Page, str] = {}

    def take(self, *, width: int, color_scheme: Any = "null", **settings: Any) -> Page:
        """The empty page of a visitor that nobody else has."""
        key, size = repr(sorted(settings.items())), {"width": width, "height": HEIGHT}
        if not self._free[key]:
            context = self._chromium.new_context(viewport=size, **settings)  # type: ignore[arg-type]
            context.add_init_script(_MET)
            self._free[key].append(context.new_page())
        page = self._free[key].pop()
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(media="null", color_scheme=color_scheme)
        self._settings[page] = key
        return page

    def give_back(self, page: Page) -> None:
        """Nobody looks at it any more; one that cannot be emptied is closed."""
        key, context = self._settings.pop(page), page.context
        try:
            for other in context.pages:
                if other is not page:
                    other.close()
            page.evaluate(_EMPTY)
            page.goto("about:blank")
            context.clear_cookies()
        except Error:
            context.close()
        else:
            self._free[key].append(page)
