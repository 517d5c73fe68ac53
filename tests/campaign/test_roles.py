"""The law that keeps a campaign data: no id of a pack is spelled outside it and the roles.

Words of our own that happen to be ids of the packaged campaign are listed with what they are. That
none of them is used as an id shows `tests/second_pack`, whose ids all differ.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import CampaignPack, FieldRole, FormRole, Shape, load_pack

ROOT = Path(__file__).resolve().parents[2]
PACK = load_pack("c2023_ztjy")
PACKAGES = (
    *("campaign", "loaders", "ledger", "measures"),
    *("figures", "exports", "pages", "commands"),
)
ROLES = "campaign/role.py"
SPELLED = {
    ("ledger/archive/figures.py", "roster"): "the name of a digest in every backup",
    ("campaign/settings/effective.py", "launch"): "the name of a setting",
    ("campaign/settings/as_settings.py", "launch"): "the name of a setting",
    ("ledger/acts/settings.py", "launch"): "the name of a setting",
    ("commands/printed/logs.py", "launch"): "a name in the terminal's JSON",
    ("commands/printed/registers.py", "research"): "a name in the terminal's JSON",
    ("pages/leadership/discussions/words.py", "livelihood"): "part of a catalogue key",
    ("pages/drawn/opened/lines_behind.py", "launch"): "the name of a page",
    ("pages/drawn/opened/lines_behind.py", "research"): "the name of a page",
}
"""The only places where an id of a form, type, workstream, group or quantity may stand."""
OWN_WORDS = {
    **dict.fromkeys(("unit", "group", "type"), "kinds of places"),
    **dict.fromkeys(("due", "issuer", "leader", "number"), "kinds of fields"),
    **dict.fromkeys(("section", "place", "item", "rules"), "parts of tables, addresses, caches"),
    **dict.fromkeys(("content", "mode", "style", "source"), "what libraries ask to be called so"),
    **dict.fromkeys(("read", "done"), "messages between processes, parts of a share"),
    **dict.fromkeys(("reported", "withdrawn", "reopened"), "states of reports, sheets and cuts"),
    **dict.fromkeys(
        ("field", "result", "other", "found_on"), "columns of our own frames and files"
    ),
    "office": "a door",
    "branches": "what a tile counts",
    "attendance": "a name in the terminal's JSON",
    **dict.fromkeys(("topic", "deadline"), "names of settings"),
    "measures": "a package",
}
"""Ids of fields and options that are also words of the code's own."""


def spelled(package: str) -> Iterator[tuple[str, int, str]]:
    """(file, line, text) of every string but docstrings."""
    for path in sorted((ROOT / package).rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if file == ROLES or "migrations" in file:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield file, node.lineno, node.value


def columns() -> set[str]:
    """The columns of every frame shape."""
    found: set[str] = set()
    for name in ("campaign", "ledger", "measures"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if "migrations" not in module.name:
                held = vars(importlib.import_module(module.name)).values()
                found.update(*(shape.columns for shape in held if isinstance(shape, Shape)))
    return found


def ids_of(pack: CampaignPack) -> set[str]:
    return {*(f.id for f in pack.forms), *pack.type, *pack.workstreams, *pack.group, *pack.quantity}


def lesser_ids_of(pack: CampaignPack) -> set[str]:
    fields = {field.id for form in pack.forms for field in form.fields}
    return fields | {option.id for options in pack.choices.values() for option in options}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_id_of_a_form_type_workstream_group_or_quantity_is_spelled(package: str) -> None:
    ids = ids_of(PACK)
    found = {(file, text) for file, _, text in spelled(package) if text in ids}
    assert found - set(SPELLED) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_id_of_a_field_or_option_is_spelled_but_as_a_word_of_our_own(package: str) -> None:
    ids = lesser_ids_of(PACK) - ids_of(PACK) - columns() - set(OWN_WORDS)
    found = [(file, line, text) for file, line, text in spelled(package) if text in ids]
    assert found == []


def test_every_exception_is_needed() -> None:
    texts = {(file, text) for package in PACKAGES for file, _, text in spelled(package)}
    assert set(SPELLED) <= texts
    assert set(OWN_WORDS) <= {text for _, text in texts} & lesser_ids_of(PACK)


def test_the_packaged_campaign_has_a_form_for_every_role_and_a_field_for_every_other() -> None:
    assert {form.role for form in PACK.forms} - {None} == set(FormRole)
    played = {field.role for form in PACK.forms for field in form.fields} - {None}
    assert played == set(FieldRole)
