"""What is remembered: by function and arguments, shared by none that differ, gone with what it
was made from."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Barrier, Thread
from time import sleep

import numpy as np
import pandas as pd
import pytest

from campaign import Itself, Keyed, Memory


@dataclass(frozen=True, eq=False)
class Sheet:
    """Something told by itself."""

    rows: int = 3


@dataclass(frozen=True)
class Corner:
    """Something told by what it holds."""

    group: str
    week: int


@dataclass(frozen=True)
class Sight(Keyed):
    """A sheet as seen in a language, which no figure depends on."""

    sheet: Sheet
    week: int
    language: str

    @property
    def key(self) -> tuple[object, ...]:
        return self.sheet, self.week


def counted(memory: Memory, answer: Callable[..., object] = object) -> Callable[..., object]:
    """A function that is remembered and answers something new whenever it is really asked."""

    @memory
    def ask(*_: object, **__: object) -> object:
        return answer()

    return ask


def test_the_same_function_and_arguments_are_made_once() -> None:
    ask, sheet = counted(Memory()), Sheet()
    assert ask(sheet, "by", 3) is ask(sheet, "by", 3)
    assert ask(sheet, Corner("g01", 1)) is ask(sheet, Corner("g01", 1))
    assert ask(sheet, by="type") is ask(sheet, by="type")


def test_functions_of_equal_arguments_never_share() -> None:
    memory, sheet = Memory(), Sheet()
    one, other = counted(memory), counted(memory)  # of one name in one module, even
    assert one.__qualname__ == other.__qualname__
    assert one(sheet, 1) is not other(sheet, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1,), (2,)),
        (("a", "b"), ("ab",)),
        (("a", "b"), ("b", "a")),
        ((None,), ()),
        ((Corner("g01", 1),), (Corner("g01", 2),)),
        ((np.zeros(3),), (np.zeros(3),)),
        ((pd.DataFrame({"n": [1]}),), (pd.DataFrame({"n": [1]}),)),
        ((Sheet(),), (Sheet(),)),
        ((Itself(tuple("ab")),), (Itself(tuple("ab")),)),
    ],
)
def test_other_arguments_are_another_question(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    ask, sheet = counted(Memory()), Sheet()
    assert ask(sheet, *one) is not ask(sheet, *other)
    assert ask(sheet, *one) is ask(sheet, *one)


def test_an_argument_with_a_name_is_not_one_without() -> None:
    ask, sheet = counted(Memory()), Sheet()
    asked = [ask(sheet, by="type"), ask(sheet, "by", "type"), ask(sheet, "type"), ask(sheet)]
    assert len(set(map(id, asked))) == 4


def test_what_an_argument_leaves_out_of_its_key_tells_nothing_apart() -> None:
    ask, sheet = counted(Memory()), Sheet()
    seen = Sight(sheet, 1, "zh_CN")
    assert ask(seen) is ask(replace(seen, language="en"))
    assert ask(seen) is not ask(replace(seen, week=2))
    assert ask(seen) is not ask(replace(seen, sheet=Sheet()))
    assert ask(seen) is not ask(sheet, 1)


def test_an_answer_goes_with_any_of_what_it_was_made_from() -> None:
    memory = Memory()
    ask, sheet, frame = counted(memory), Sheet(), pd.DataFrame({"n": [1]})
    ask(Sight(sheet, 1, "en"))
    ask(sheet, frame)
    assert len(memory) == 2
    del frame
    gc.collect()
    assert len(memory) == 1
    del sheet
    gc.collect()
    assert len(memory) == 0


def test_one_at_the_address_of_one_that_is_gone_is_asked_anew() -> None:
    ask, end = counted(Memory()), Sheet()
    seen = set()
    for n in range(200):  # freed and made again, mostly in the same place
        array = np.full(3, n)
        seen.add(id(ask(end, array)))
        ask(end, n)
    held = [ask(end, n) for n in range(200)]
    assert len({id(one) for one in held}) == 200


def test_a_chain_goes_with_its_first_link() -> None:
    memory = Memory()

    @memory
    def after(week: Sheet, before: Sheet | None) -> Sheet:  # noqa: ARG001
        return Sheet()

    weeks = [Sheet() for _ in range(4)]
    state = None
    for week in weeks:
        state = after(week, state)
    assert len(memory) == 4
    del weeks[0], state, week
    gc.collect()
    assert len(memory) == 0


def test_of_too_many_the_one_asked_for_longest_ago_goes() -> None:
    memory = Memory(room=2)
    ask = counted(memory)
    first, second = ask(1), ask(2)
    assert ask(1) is first
    ask(3)
    assert len(memory) == 2
    assert ask(1) is first
    assert ask(2) is not second


def test_without_room_nothing_is_remembered_for_ever() -> None:
    ask = counted(Memory())
    with pytest.raises(TypeError, match="for ever"):
        ask(1, "by")


def test_what_may_change_unseen_is_no_argument() -> None:
    with pytest.raises(TypeError):
        counted(Memory(room=2))([1, 2])


def test_a_failure_is_not_remembered() -> None:
    tries = iter([ValueError("first"), None])

    def answer() -> object:
        if (error := next(tries)) is not None:
            raise error
        return 7

    ask, sheet = counted(Memory(), answer), Sheet()
    with pytest.raises(ValueError, match="first"):
        ask(sheet)
    assert ask(sheet) == 7


@pytest.mark.parametrize("room", [None, 64])
def test_threads_that_ask_at_once_get_one_answer_made_once(room: int | None) -> None:
    made: list[object] = []

    def answer() -> object:
        sleep(0.002)  # long enough for the others to come while it is made
        made.append(object())
        return made[-1]

    ask, sheet, start = counted(Memory(room), answer), Sheet(), Barrier(8)
    got: list[list[object]] = []

    def visit() -> None:
        start.wait()
        got.append([ask(sheet, n) for n in range(50)])

    threads = [Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 50
    assert all(mine == got[0] for mine in got)


def test_threads_may_ask_of_what_ends_meanwhile() -> None:
    memory, wrong = Memory(room=3), list[int]()

    @memory
    def rows_of(sheet: Sheet, more: int) -> int:
        return sheet.rows + more

    def visit() -> None:
        try:
            wrong.extend(n for n in range(3000) if rows_of(Sheet(n), 1) != n + 1)
        except Exception:  # noqa: BLE001 - whatever it is, the thread must not swallow it
            wrong.append(-1)

    threads = [Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_threads_that_push_each_other_out_still_get_their_own_answer() -> None:
    memory, wrong = Memory(room=3), []

    @memory
    def double(n: int) -> int:
        return 2 * n

    def visit(shift: int) -> None:
        wrong.extend(n for k in range(3000) if double(n := (k * 7 + shift) % 11) != 2 * n)

    threads = [Thread(target=visit, args=(shift,)) for shift in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(memory) <= 3
