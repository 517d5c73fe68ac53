"""The pages, the rights and the endpoints go in; docs/roles.md comes out: who may what.

Every cell is tried by a test against a running server (`tests/browser/test_people.py`).
"""

from __future__ import annotations

from campaign import ROLES, Door, Right, Viewer, menu
from commands.documents.bilingual import both, paragraphs, table

YES, NO, OWN = "✓", "—", "○"
"""What a cell says; the last: of one's own session alone."""
ENDPOINTS = (
    ("/*", NO, YES),
    ("/_stcore/stream", NO, YES),
    ("/_stcore/upload_file/*", NO, OWN),
    ("/media/*", NO, OWN),
    ("/_stcore/health", YES, YES),
    ("/_stcore/host-config", YES, YES),
    ("/readyz", YES, YES),
    ("/static/*", YES, YES),
    ("/signin", YES, YES),
    ("/signin/password", NO, YES),
    ("/_stcore/metrics", NO, NO),
    ("/_stcore/script-health-check", NO, NO),
    ("/auth/logout", NO, NO),
    ("/component/*", NO, NO),
    ("/app/static/*", NO, NO),
)
"""By path, who gets an answer: nobody signed in, somebody in any role."""


def roles_page() -> str:
    """Who reads which page, who may write what, and who is answered where, as Markdown."""
    return (
        "\n\n".join(
            [
                f"# {both('document.roles.title')}",
                paragraphs("document.generated"),
                paragraphs("document.roles.intro"),
                f"## {both('document.roles.pages')}",
                paragraphs("document.roles.pages.note"),
                _pages(),
                f"## {both('document.roles.acts')}",
                paragraphs("document.roles.acts.note"),
                _acts(),
                f"## {both('document.roles.endpoints')}",
                paragraphs("document.roles.endpoints.note"),
                _endpoints(),
            ]
        )
        + "\n"
    )


def _pages() -> str:
    heads = [both("document.roles.page"), *(both(f"door.{door}") for door in ROLES)]
    lines = (
        [f"{both(f'page.{it.name}')} `/{it.name}`", *(_mark(it.is_for(_as(d))) for d in ROLES)]
        for it in menu()
    )
    return table(heads, lines)


def _acts() -> str:
    doors = (*ROLES, Door.OPERATOR)
    heads = [both("document.roles.act"), *(both(f"door.{door}") for door in doors)]
    lines = (
        [f"{both(f'term.may_{right}')} `{right}`", *(_mark(_as(d).may(right)) for d in doors)]
        for right in Right
    )
    return table(heads, lines)


def _endpoints() -> str:
    heads = [both(f"document.roles.{name}") for name in ("endpoint", "nobody", "somebody")]
    return table(heads, ([f"`{path}`", *who] for path, *who in ENDPOINTS))


def _as(door: Door) -> Viewer:
    """Somebody signed in, in a role."""
    return Viewer(door, account="a")


def _mark(may: bool) -> str:
    return YES if may else NO
