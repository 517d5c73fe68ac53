"""What a person points at in one table, before it is kept: boxes that hold it whatever is drawn
anew, a click into the grid, another language, another file looked at meanwhile."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from campaign import Wording
from pages.office.submit.questions.asked_layouts import LayoutQuestion

Said = dict[str, int | str]
_NARROW = 118
_TURN = "turn"
"""How often boxes were filled in from outside: Streamlit takes a new value only into a new box."""


@dataclass(frozen=True)
class Draft:
    """The boxes of one table. `said` holds what differs from the guess, by the name of its box; it
    is the visit's, for Streamlit forgets a box that is not drawn."""

    asked: LayoutQuestion
    said: Said
    words: Wording

    @property
    def is_changed(self) -> bool:
        """Whether a person said anything else than was guessed."""
        return bool(self.said.keys() - {_TURN})

    @property
    def header(self) -> tuple[int, int]:
        """The first and last row of the header as the boxes say."""
        first, last = self.asked.rows
        return self._row("first", first), self._row("last", last)

    @property
    def end(self) -> int:
        """The last row as its box says."""
        return self._row("end", self.asked.last_row)

    def put(self, name: str, value: int | str) -> None:
        """Fill in a box, before it is drawn."""
        self.said[name] = value
        self._turn()

    def forget(self) -> None:
        """Empty the boxes, so that they hold what was guessed."""
        for name in self.said.keys() - {_TURN}:
            del self.said[name]
        self._turn()

    def number(self, name: str, label: str, guess: int) -> int:
        """A row of the sheet, in a box."""
        low, high = self.asked.extent
        guess = min(max(guess, low), high)
        told = st.number_input(
            label,
            min_value=low,
            max_value=high,
            value=min(max(int(self.said.get(name, guess)), low), high),
            step=1,
            key=self._key(name),
            width=_NARROW,
        )
        return int(self._kept(name, int(told), guess))

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[str],
        guess: str,
        *,
        show: Callable[[str], str],
    ) -> str:
        """One of several, in a box; another one where others are offered or something else is
        likely."""
        held = str(self.said.get(name, guess))
        told = st.selectbox(
            label,
            options,
            index=options.index(held if held in options else guess),
            format_func=show,
            key=self._key(name, guess, *options),
        )
        return str(self._kept(name, str(told), guess))

    def _row(self, name: str, guess: int) -> int:
        return int(st.session_state.get(self._key(name), self.said.get(name, guess)))

    def _kept(self, name: str, value: int | str, guess: int | str) -> int | str:
        if value == guess:
            self.said.pop(name, None)
        else:
            self.said[name] = value
        return value

    def _turn(self) -> None:
        self.said[_TURN] = int(self.said.get(_TURN, 0)) + 1

    def _key(self, name: str, *offered: str) -> str:
        """A box is another one in another language: its words are what Streamlit knows it by."""
        told = f"{self.said.get(_TURN, 0)}_{zlib.crc32('|'.join(offered).encode()):08x}"
        return f"layout_{name}_{self.asked.key}_{self.words.locale}_{told}"
