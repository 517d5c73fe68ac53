"""Every write of the ledger asks who writes, and is refused to who has no right to it.

The writes are found in the faces themselves: whatever comes to the writing thread is one.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from campaign import LOCALES, Door, Right, Role, Viewer, office_day, rights_of, wording
from ledger import Ledger, NotAllowed
from ledger.store import Grant, Writer
from tests.ledger.drawn import DISTRICT, OFFICE, OPERATOR, TWO_UNITS, enter, hour, weekly

LEDGER = Path(__file__).parents[2] / "ledger"
POWERLESS = (None, Door.LEADERSHIP)
UNNOTED = {"keep_panel", "panel", "earlier"}
"""What only renews the panel's cache, which may be emptied at any time."""
SIGNING = {f"accounts.{n}" for n in ("sign_in", "sign_out", "let_in", "sitting", "change_password")}
"""What leads to being somebody, before any right: it asks for a password or a session instead."""
OWN = {"accounts.keep_view"}
"""What an account does to what is its own alone."""


def faces(ledger: Ledger) -> dict[str, object]:
    """The ledger and what hangs on it for all to use."""
    named = {name: part for name, part in vars(ledger).items() if not name.startswith("_")}
    return {"": ledger, **named}


def methods(ledger: Ledger) -> Iterator[tuple[str, Any]]:
    """Every public method of every face, by name."""
    for face, part in faces(ledger).items():
        for name, method in inspect.getmembers(part, inspect.ismethod):
            if not name.startswith("_"):
                yield f"{face}.{name}".strip("."), method


def called(method: Any) -> set[str]:
    """What is called on the writer, by a method or by those of its own face that it calls."""
    tree = ast.parse(dedent(inspect.getsource(method)))
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        of = ast.unparse(node.value)
        if "_writer" in of:
            found.add(node.attr)
        elif of == "self" and inspect.ismethod(other := getattr(method.__self__, node.attr, None)):
            found |= called(other)
    return found


def writes(ledger: Ledger) -> dict[str, Any]:
    """The methods that hand something to the writer to be written."""
    return {name: method for name, method in methods(ledger) if "write" in called(method)}


def asked(method: Any, viewer: Viewer) -> Any:
    """A call with nothing but who asks: the right is looked at before anything else."""
    return method(**{**unsaid(method), "by": viewer})


def unsaid(method: Any) -> dict[str, object]:
    """Something that is nothing for whatever must be said in a call."""
    taken = inspect.signature(method).parameters
    is_said = {
        n: it.default is it.empty and it.kind is not it.VAR_POSITIONAL for n, it in taken.items()
    }
    return {name: object() for name, is_it in is_said.items() if is_it}


def test_each_write_says_by_whom_and_they_are_many(ledger: Ledger) -> None:
    found = writes(ledger)
    assert len(found) == len(Right), sorted(found)
    for name, method in found.items():
        by = inspect.signature(method).parameters.get("by")
        assert by is not None, f"{name} does not ask who writes"
        assert (by.annotation, by.default) == ("Viewer", by.empty), name


@pytest.mark.parametrize("door", POWERLESS)
def test_no_write_is_done_for_who_has_no_right(ledger: Ledger, door: Door | None) -> None:
    head = ledger.record.head(DISTRICT.id)
    rights = set()
    for name, method in writes(ledger).items():
        with pytest.raises(NotAllowed) as refused:
            asked(method, Viewer(door, group_id="g01"))
        rights.add(refused.value.right)
        assert refused.value.viewer.door is door, name
    assert rights == set(Right), "each write has a right of its own"
    assert ledger.record.head(DISTRICT.id) == head


def test_nothing_but_the_cache_is_sent_without_a_right(ledger: Ledger) -> None:
    sending = {name for name, method in methods(ledger) if "send" in called(method)}
    assert sending == UNNOTED | SIGNING | OWN


def test_only_the_writer_opens_a_transaction_that_writes() -> None:
    texts = {path.relative_to(LEDGER): path.read_text("utf-8") for path in LEDGER.rglob("*.py")}
    opening = {str(path) for path, text in texts.items() if "writing_engine(" in text}
    assert opening == {"store/engine.py", "store/upgrade.py", "store/writer.py"}


def test_the_writer_takes_nothing_without_a_grant() -> None:
    grant = inspect.signature(Writer.write).parameters["grant"]
    assert grant.default is grant.empty
    with pytest.raises(NotAllowed, match="accept is no right of leadership"):
        Grant(Viewer(Door.LEADERSHIP), Right.ACCEPT)


def test_a_checker_draws_and_enters_what_was_found_and_writes_nothing_else() -> None:
    assert rights_of(Door.CHECKER) == {Right.DRAW, Right.CHECK}


ADMINISTERING = {
    *(Right.ADD_ACCOUNT, Right.RESET_ACCOUNT, Right.END_ACCOUNT),
    *(Right.GIVE_ROLE, Right.END_ROLE),
}


def test_an_administrator_has_accounts_and_districts_and_no_figures() -> None:
    assert rights_of(Door.ADMINISTRATOR) == {Right.ADD_DISTRICT, *ADMINISTERING}


def test_the_office_has_all_but_the_accounts() -> None:
    assert set(Right) - rights_of(Door.OFFICE) == ADMINISTERING
    assert rights_of(Door.OPERATOR) == set(Right)
    assert rights_of("cellar") == rights_of(None) == rights_of("") == frozenset()


def test_a_refusal_is_said_in_the_office_s_words() -> None:
    for locale in LOCALES:
        words = wording(locale)
        for right in Right:
            said = words.issue(NotAllowed(Viewer(None), right).issue)
            assert "may_" not in said
            assert "{" not in said


def test_the_audit_has_the_actor_as_account_name_and_role(ledger: Ledger) -> None:
    now = datetime.now(UTC)
    role = Role(Door.OFFICE, DISTRICT.id, office_day(now))
    id_, _ = ledger.accounts.add("a17", "值班员", by=OPERATOR, at=now, roles=[role])
    clerk = Viewer(Door.OFFICE, name="值班员", account=id_)
    enter(ledger, weekly(TWO_UNITS), by=clerk)
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(9))
    second, first = ledger.record.audit(DISTRICT.id, OFFICE, last=2).to_dict("records")
    assert (first["account"], first["by"], first["role"]) == (id_, "值班员", "office")
    assert (second["account"], second["by"], second["role"]) == ("", "office", "office")
    assert json.loads(second["new"])["definition"] == 2
    assert ledger.record.verify() == ()
