"""A campaign's folder goes in; the lines of its files come out, each knowing where it stands.

A pack may extend another: its lines come over those it inherits, and what it names as `without` is
not inherited. What is wrong in a file is a fault with a code, the file and the line.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from campaign.issue import Issue

T = TypeVar("T")
HEAD = "pack.toml"
KEYS: Mapping[str, tuple[str, ...]] = {
    "types.csv": ("id",),
    "groups.csv": ("id",),
    "quantities.csv": ("id",),
    "options.csv": ("of",),
    "targets.csv": ("subject",),
    "rules.csv": ("id",),
    "aliases.csv": ("form", "field"),
    "words.csv": ("form", "field"),
}
"""The files of lines, and what an own line must have in common with those it comes instead of."""
_NAMING = ("id", "form", "field", "of", "subject", "type", "scope", "left", "right")
"""The columns by which a line speaks of something that a pack may be without."""
_WHOLE = ("workstreams",)
"""The tables of pack.toml that an own one replaces whole: their order is the pack's."""
_AT_LINE = re.compile(r"at line (\d+)")


class PackFault(ValueError):  # noqa: N818
    """What is wrong with a campaign's folder; `issue` says it."""

    def __init__(self, code: str, **told: object) -> None:
        self.issue = Issue(code, params=told)
        super().__init__(f"{code} {', '.join(f'{name}: {value}' for name, value in told.items())}")


class Line(dict[str, str]):
    """The cells of one line by heading; `file` and `number` say where it stands."""

    def __init__(self, cells: Mapping[str, str], file: str, number: int) -> None:
        super().__init__(cells)
        self.file, self.number = file, number


@contextmanager
def at(file: str, number: int = 1) -> Iterator[None]:
    """Whatever cannot be understood inside is a fault in this file, at this line."""
    try:
        yield
    except PackFault:
        raise
    except KeyError as error:
        raise PackFault("C33", file=file, line=number, name=error.args[0]) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise PackFault("C34", file=file, line=number, why=str(error)) from error


@dataclass(frozen=True)
class PackFiles:
    """The files of a pack, its own folder first, then those it extends, with each folder's head."""

    folders: tuple[Traversable, ...]
    heads: tuple[Mapping[str, Any], ...]

    @property
    def head(self) -> Mapping[str, Any]:
        """`pack.toml` as it holds: own words over those inherited."""
        told: dict[str, Any] = {}
        for head in reversed(self.heads):
            tables = {
                name: {**told[name], **table}
                for name, table in head.items()
                if isinstance(table, dict) and name in told and name not in _WHOLE
            }
            told = {**told, **head, **tables}
        return told

    def lines(self, name: str) -> list[Line]:
        """The lines of a file of lines as they hold; none where no folder has it."""
        found: list[Line] = []
        for folder, head in reversed([*zip(self.folders, self.heads, strict=True)]):
            own = list(_read(folder, name))
            without = head.get("without", ())
            found = _over([_less(line, without) for line in found], own, without, KEYS[name])
        return found

    def each(self, name: str, make: Callable[[Line], T]) -> list[T]:
        """What each line of a file says; raises PackFault at one that says nothing known."""
        made: list[T] = []
        for line in self.lines(name):
            with at(line.file, line.number):
                made.append(make(line))
        return made

    def forms(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Each form's file, by name, and what it says."""
        found: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for folder, head in reversed([*zip(self.folders, self.heads, strict=True)]):
            found = {k: v for k, v in found.items() if k not in head.get("without", ())}
            here = folder / "forms"
            for entry in here.iterdir() if here.is_dir() else ():
                if entry.name.endswith(".toml"):
                    file = f"{folder.name}/forms/{entry.name}"
                    found[entry.name.removesuffix(".toml")] = (file, toml_of(entry, file))
        return [found[name] for name in sorted(found)]


def toml_of(file: Traversable, name: str) -> Mapping[str, Any]:
    """What a file of settings says; raises PackFault where it is none."""
    try:
        return tomllib.loads(_text(file, name))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else 1
        raise PackFault("C32", file=name, line=line, why=str(error)) from error


def _text(file: Traversable, name: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise PackFault("C32", file=name, line=1, why=why) from error


def _read(folder: Traversable, name: str) -> Iterator[Line]:
    if not (folder / name).is_file():
        return
    place = f"{folder.name}/{name}"
    rows = csv.DictReader(io.StringIO(_text(folder / name, place)), restkey="", restval="")
    for cells in rows:
        if "" in cells:
            raise PackFault("C34", file=place, line=rows.line_num, why=", ".join(cells[""]))
        yield Line(cells, place, rows.line_num)


def _over(
    inherited: Sequence[Line], own: Sequence[Line], without: Sequence[str], key: Sequence[str]
) -> list[Line]:
    """The inherited lines with the own ones in the places of those they come instead of, the others
    after them."""
    mine: dict[tuple[str, ...], list[Line]] = {}
    for line in own:
        mine.setdefault(tuple(line.get(name, "") for name in key), []).append(line)
    found: list[Line] = []
    placed = set()
    for line in inherited:
        told = tuple(line.get(name, "") for name in key)
        if told in mine and told not in placed:
            found += [_added(new, line) for new in mine[told]]
            placed.add(told)
        elif told not in mine and not _speaks_of(line, without):
            found.append(line)
    return found + [line for told, lines in mine.items() if told not in placed for line in lines]


def _added(own: Line, inherited: Line) -> Line:
    """The own line; a cell that begins with + adds its words to those inherited, and what the own
    file has no column for is as inherited."""
    for name, cell in inherited.items():
        own.setdefault(name, cell)
    for name, cell in own.items():
        if cell.startswith("+"):
            own[name] = "|".join(words for words in (inherited[name], cell[1:]) if words)
    return own


def _speaks_of(line: Line, names: Sequence[str]) -> bool:
    return any(
        re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", line.get(column, ""))
        for name in names
        for column in _NAMING
    )


def _less(line: Line, names: Sequence[str]) -> Line:
    """The line with what it lists of types less those the pack is without."""
    if "owed_by" in line:
        line["owed_by"] = "|".join(t for t in line["owed_by"].split("|") if t not in names)
    return line
