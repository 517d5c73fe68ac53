"""Many people at once: each opens pages, presses filters and thinks in between; times come out.

Each speaks to the server as a browser does, over its own websocket, without drawing anything, so
that the machine's cores are the server's. The floor is the same crowd on an empty page.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.pages import EMPTY, ROOT, fill, serving

SEED = 20261130
SECONDS, WARM_SECONDS = 60.0, 15.0
"""A minute has some 250 presses of 25 people; the first pages are worked out before it."""
CROWDS = ((25, 5.0), (25, 2.0))
"""People, and seconds each thinks between two presses."""
PAGES = ("", "coverage", "discussions", "inspections", "balance", "attention", "unit", "quality")
FILTERED = 0.5
"""Half of the presses choose a filter, half another page."""


@dataclass
class Person:
    """One open page: the pages and choices it offers, and how long each press took, in seconds."""

    socket: ClientConnection
    random: Random
    pages: dict[str, str] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    here: str = ""
    took: list[float] = field(default_factory=list)

    async def press(self) -> None:
        """Another page or another choice; ends when the page says that its script has."""
        wanted = BackMsg()
        is_filter = self.choices and self.random.random() < FILTERED
        if is_filter:
            widget = self.random.choice(sorted(self.choices))
            state = wanted.rerun_script.widget_states.widgets.add(id=widget)
            state.string_value = self.random.choice(self.choices[widget])
        elif self.pages:
            self.here = self.pages[self.random.choice(sorted(self.pages))]
        wanted.rerun_script.page_script_hash = self.here
        begun = perf_counter()
        await self.socket.send(wanted.SerializeToString())
        await self._answered()
        self.took.append(perf_counter() - begun)

    async def _answered(self) -> None:
        async for raw in self.socket:
            message = ForwardMsg.FromString(bytes(raw))
            self._note(message)
            if message.WhichOneof("type") == "script_finished":
                return

    def _note(self, message: ForwardMsg) -> None:
        for page in message.navigation.app_pages:
            if page.url_pathname in PAGES:
                self.pages[page.url_pathname] = page.page_script_hash
        box = message.delta.new_element.selectbox
        if box.id and len(box.options) > 1:
            self.choices[box.id] = tuple(box.options)


async def _crowd(
    addresses: Sequence[str], people: int, think: float, seconds: float
) -> list[float]:
    random = Random(SEED)
    until = perf_counter() + seconds
    seeds = [random.random() for _ in range(people)]
    lives = [_live(addresses[n % len(addresses)], s, think, until) for n, s in enumerate(seeds)]
    return [took for one in await asyncio.gather(*lives) for took in one]


async def _live(address: str, seed: float, think: float, until: float) -> list[float]:
    random = Random(seed)
    await asyncio.sleep(random.uniform(0, think))
    async with _seated(address, random) as person:
        while perf_counter() < until:
            await person.press()
            await asyncio.sleep(random.expovariate(1 / think))
    return person.took


@asynccontextmanager
async def _seated(address: str, random: Random) -> AsyncIterator[Person]:
    at = address.replace("http://", "ws://") + "/_stcore/stream"
    async with connect(at, origin=address, subprotocols=["streamlit"], max_size=None) as socket:
        yield Person(socket, random)


def run() -> Iterator[str]:
    """A line a crowd: median and 95th percentile of a press in seconds, beside an empty page's, and
    the server's own seconds a press."""
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(TemporaryDirectory()))
        (folder / "page.py").write_text("", encoding="utf-8")
        (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
        url = f"sqlite:///{folder / 'ledger.db'}"
        fill(url)
        for name, script, at in (
            ("empty page", folder / "empty.py", folder),
            ("dashboard", ROOT / "dashboard.py", ROOT),
        ):
            yield from _served(name, script, at, url)


def _served(name: str, script: Path, folder: Path, url: str) -> Iterator[str]:
    with serving(script, folder, url=url) as server:
        asyncio.run(_crowd([server.address], 8, 0.1, WARM_SECONDS))
        for people, think in CROWDS:
            spent = server.cpu_seconds()
            took = asyncio.run(_crowd([server.address], people, think, SECONDS))
            own = (server.cpu_seconds() - spent) / len(took)
            yield _line(f"{name}, {people} people, {think:g} s of thought", took, own)


def _line(what: str, took: Sequence[float], own: float) -> str:
    p50, p95 = np.quantile(took, [0.5, 0.95])
    return (
        f"{what}: {len(took)} presses, median {p50:.2f} s, p95 {p95:.2f} s, mean {mean(took):.2f} s"
        f", {own:.3f} CPU s a press"
    )


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
