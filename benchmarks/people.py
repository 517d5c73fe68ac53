"""Many people at once: each opens pages, presses filters and thinks in between; times come out.

Each speaks to the server as a browser does, over its own websocket, without drawing anything, so
that the machine's cores are the server's. The floor is the same crowd on an empty page.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.pages import ROOT, Server, empty_page, fill, serving
from pages.gate.network import OPTION
from tests.nginx import found_nginx, in_front

SEED = 20261130
SECONDS, WARM_SECONDS = 40.0, 10.0
"""Some 200 presses of 25 people, so that ten are slower than the 95th percentile; what no visitor
should be the first to ask for is worked out before."""
PATIENCE = 30.0
"""Seconds after which a person stops waiting, and the press counts as having taken that long: so
the run comes to its end on any machine."""
PEOPLE, THOUGHTS = 25, (5.0, 2.0)
"""People, and seconds each thinks between two presses."""
LARGE = (10, 5.0)
CROWDS = (*((PEOPLE, think) for think in THOUGHTS), LARGE)
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
        try:
            async with asyncio.timeout(PATIENCE):
                await self.socket.send(wanted.SerializeToString())
                await self._answered()
        finally:
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


async def _crowd(address: str, people: int, think: float, seconds: float) -> list[float]:
    random = Random(SEED)
    until = perf_counter() + seconds
    lives = [_live(address, n, random.random(), think, until) for n in range(people)]
    return [took for one in await asyncio.gather(*lives) for took in one]


async def _live(address: str, n: int, seed: float, think: float, until: float) -> list[float]:
    random = Random(seed)
    await asyncio.sleep(random.uniform(0, think))
    async with _seated(address, random, seat=n % 2 + 1) as person:
        with suppress(TimeoutError):
            while perf_counter() < until:
                await person.press()
                await asyncio.sleep(random.expovariate(1 / think))
    return person.took


@asynccontextmanager
async def _seated(address: str, random: Random, *, seat: int) -> AsyncIterator[Person]:
    """A page opened at the address; where there are two servers, at that of the seat."""
    at = address.replace("http://", "ws://") + "/_stcore/stream"
    told = {"Cookie": f"seat={seat}"}
    async with connect(
        at, origin=address, subprotocols=["streamlit"], additional_headers=told, max_size=None
    ) as socket:
        yield Person(socket, random)


@dataclass(frozen=True)
class Crowd:
    """How long each press took, in seconds, and what the servers spent on one."""

    took: Sequence[float]
    own: float

    @property
    def p95(self) -> float:
        """Seconds that one press of twenty took longer than."""
        return float(np.quantile(self.took, 0.95))

    def __str__(self) -> str:
        median = np.quantile(self.took, 0.5)
        told = f"{len(self.took)} presses, median {median:.2f} s, p95 {self.p95:.2f} s"
        return f"{told}, {self.own:.3f} CPU s a press"


def run() -> Iterator[str]:
    """A line a crowd: median and 95th percentile of a press in seconds and the servers' own seconds
    a press, as ratios to an empty page's in the same run."""
    with TemporaryDirectory() as at:
        folder = Path(at)
        district, large = (f"sqlite:///{folder / name}.db" for name in ("district", "large"))
        fill(district)
        fill(large, "--set", "scale", "--units", "1000", "--weeks", "52")
        floors: dict[tuple[int, float], Crowd] = {}
        with serving(empty_page(folder), folder, url=district) as server:
            for people, think in CROWDS:
                floors[people, think] = floor = _came([server], server.address, people, think)
                yield f"empty page, {_told(people, think)}: {floor}"
        with serving(ROOT / "dashboard.py", ROOT, url=district) as server:
            for think in THOUGHTS:
                yield _line("340 units", server.address, [server], (PEOPLE, think), floors)
        with serving(ROOT / "dashboard.py", ROOT, url=large) as server:
            yield _line("1,000 units x 52 weeks", server.address, [server], LARGE, floors)
        yield from _two(folder, district, floors)
        yield "load average: " + " ".join(f"{load:.1f}" for load in os.getloadavg())


def _two(folder: Path, url: str, floors: Mapping[tuple[int, float], Crowd]) -> Iterator[str]:
    """Two processes behind nginx."""
    nginx = found_nginx()
    if nginx is None:
        yield "two processes: not measured, no nginx found"
        return
    with ExitStack() as stack:
        two = [
            stack.enter_context(serving(ROOT / "dashboard.py", ROOT, url=url, arguments=(OPTION,)))
            for _ in range(2)
        ]
        first, second = (int(server.address.rpartition(":")[2]) for server in two)
        port = stack.enter_context(in_front(folder, (first, second), nginx=nginx))
        front, crowd = f"http://127.0.0.1:{port}", (PEOPLE, THOUGHTS[-1])
        yield _line("340 units, two processes behind nginx", front, two, crowd, floors)


def _line(
    what: str,
    address: str,
    servers: Sequence[Server],
    crowd: tuple[int, float],
    floors: Mapping[tuple[int, float], Crowd],
) -> str:
    floor, came = floors[crowd], _came(servers, address, *crowd)
    beside = f"p95 {came.p95 / floor.p95:.1f} x, CPU {came.own / floor.own:.1f} x an empty page"
    return f"{what}, {_told(*crowd)}: {came} = {beside}"


def _told(people: int, think: float) -> str:
    return f"{people} people, {think:g} s of thought"


def _came(servers: Sequence[Server], address: str, people: int, think: float) -> Crowd:
    """A crowd, after a smaller one has looked at every page."""
    asyncio.run(_crowd(address, 8, 0.1, WARM_SECONDS))
    spent = sum(server.cpu_seconds() for server in servers)
    took = asyncio.run(_crowd(address, people, think, SECONDS))
    return Crowd(took, (sum(server.cpu_seconds() for server in servers) - spent) / len(took))


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
