"""What was worked out before: a function and its arguments go in; its answer comes out, made once.

An answer is known by the function and every argument it was made from, never by a name that
somebody wrote. What is told by itself (a panel, a week, a frame, an array) is not kept alive: with
it goes all that was made from it. Answers are shared; nobody may change them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast
from weakref import ref

P = ParamSpec("P")
T = TypeVar("T")


class Keyed:
    """An argument of which only a part tells what is made from it; the rest is how it is read."""

    @property
    def key(self) -> tuple[object, ...]:
        """What two of them have in common when the same is made of both."""
        raise NotImplementedError


class Itself:
    """A tuple as a key, told by which one it is: of many parts, hashing them all would be slow."""

    def __init__(self, of: tuple[object, ...]) -> None:
        self._of = of

    def __hash__(self) -> int:
        return id(self._of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self._of is other._of


_ADDRESS, _NAMED = object(), object()


def _address(given: object) -> Hashable:
    """Nobody else's while it is in a key: both go (`_ends`) before another can have the address."""
    return _ADDRESS, id(given)


def _keyed(given: Keyed) -> Hashable:
    return type(given), *_parts(given.key)


class _Kinds(dict[type, Callable[[Any], Hashable] | None]):
    """What an argument of a class adds to a key; None where it is its own key, by what it holds."""

    def __missing__(self, kind: type) -> Callable[[Any], Hashable] | None:
        part: Callable[[Any], Hashable] | None = None
        if issubclass(kind, Keyed):
            part = _keyed
        elif kind.__weakrefoffset__:
            own = cast("object", kind.__hash__)
            part = ref if own is object.__hash__ else _address if own is None else None
        self[kind] = part
        return part


_KINDS = _Kinds()


def _parts(given: tuple[object, ...]) -> list[Hashable]:
    return [one if (part := _KINDS[type(one)]) is None else part(one) for one in given]


def _ends(given: object, forget: Callable[[object], object]) -> Iterator[ref[Any]]:
    """What calls `forget` when the argument goes, for as long as somebody holds it."""
    if isinstance(given, Keyed):
        for part in given.key:
            yield from _ends(part, forget)
    elif _KINDS[type(given)] is not None:
        yield ref(given, forget)


class _Answer:
    """A place for an answer, and whose turn it is to make it."""

    __slots__ = ("ends", "is_made", "made", "turn")

    def __init__(self, ends: Iterator[ref[Any]]) -> None:
        self.ends = tuple(ends)
        self.turn = Lock()
        self.is_made = False
        self.made: Any = None


class Memory:
    """Answers by function and arguments, for all threads: `room` of them at most, those asked for
    last. Without `room` each lasts as long as what it was made from, which it must not hold."""

    def __init__(self, room: int | None = None) -> None:
        self._room = room
        self._lock = Lock()
        self._answers: dict[Hashable, _Answer] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def __call__(self, make: Callable[P, T]) -> Callable[P, T]:
        """The same function, its answers remembered here."""
        answers, is_bounded = self._answers, self._room is not None

        @wraps(make)
        def recall(*given: P.args, **named: P.kwargs) -> T:
            if not (named or is_bounded):  # the shortest way: measures ask some thousand times
                answer = answers.get((make, *_parts(given)))
                if answer is not None and answer.is_made:
                    return answer.made  # type: ignore[no-any-return]
            return self.recall(make, *given, **named)

        return recall

    def recall(self, make: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What the function returns for these arguments; of threads that ask at once one makes it.

        Raises TypeError for an argument that may change unseen, such as a list, and for an answer
        that would last for ever; what the function raises is not remembered.
        """
        told = (*given, _NAMED, *named, *named.values()) if named else given
        key = (make, *_parts(told))
        answer = self._answers.get(key)
        if answer is None or self._room is not None:
            answer = self._place(key, told)
        if not answer.is_made:
            with answer.turn:
                if not answer.is_made:
                    answer.made = make(*given, **named)
                    answer.is_made = True
        return answer.made  # type: ignore[no-any-return]

    def _place(self, key: Hashable, told: tuple[object, ...]) -> _Answer:
        """The key's place, put last in the row; the first goes where there are too many."""
        with self._lock:
            answer = self._answers.pop(key, None) or self._new(key, told)
            self._answers[key] = answer
            if self._room is not None and len(self._answers) > self._room:
                # A list at once: where something ends, its key goes without waiting for the lock.
                for oldest in list(self._answers)[: -self._room]:
                    self._answers.pop(oldest, None)
        return answer

    def _new(self, key: Hashable, told: tuple[object, ...]) -> _Answer:
        # An object that goes calls this with its reference, which is what pop answers for no key.
        forget = partial(self._answers.pop, key)
        answer = _Answer(end for part in told for end in _ends(part, forget))
        if self._room is None and not answer.ends:
            raise TypeError(f"{key} would be remembered for ever: nothing it is made from ends")
        return answer
