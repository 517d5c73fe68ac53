"""A form and what to say go in; a whole page of plain HTML comes out, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from campaign import LOCALES, Wording
from campaign import wording as words_of
from pages.door.language import guess
from pages.gate import base
from pages.markup import style

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    # Else a browser keeps the origin of a form to itself, and it is what shows that it is ours.
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True)
class Field:
    """One line to fill in: its name, whether it is hidden while typed, what a browser may know it
    as."""

    name: str
    knows: str
    is_secret: bool = True


@dataclass(frozen=True)
class Form:
    """A form: where it is sent, its lines, what goes with it unseen."""

    action: str
    fields: Sequence[Field]
    unseen: Mapping[str, str]


def language_of(query: str, accepts: str) -> Wording:
    """The language the link names, else the one that the browser asks for."""
    return words_of(query if query in LOCALES else guess(accepts.partition(",")[0].strip()))


def form_page(
    words: Wording,
    title: str,
    *,
    told: Sequence[str] = (),
    refused: str = "",
    form: Form | None = None,
    ways: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page: a title, what is said, why not, a form, and links by their words."""
    parts = [f"<h1>{escape(words.text(title))}</h1>"]
    parts += [f"<p>{escape(line)}</p>" for line in told]
    parts += [f'<p class="refused" role="alert">{escape(refused)}</p>'] if refused else []
    parts += [_form(form, title, words)] if form else []
    parts += [f'<p><a href="{escape(to)}">{escape(of)}</a></p>' for of, to in (ways or {}).items()]
    wanted = form.unseen.get("next", "") if form else ""
    return HTMLResponse(_whole(words, title, "".join(parts), wanted), status, _HEADERS)


def _form(form: Form, title: str, words: Wording) -> str:
    unseen = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in form.unseen.items()
    )
    lines = "".join(_line(field, words, is_first=n == 0) for n, field in enumerate(form.fields))
    button = escape(words.text(f"{title}.button"))
    action = escape(base() + form.action)
    return f'<form method="post" action="{action}">{unseen}{lines}<button>{button}</button></form>'


def _line(field: Field, words: Wording, *, is_first: bool) -> str:
    kind = "password" if field.is_secret else "text"
    label = escape(words.text(f"signin.{field.name}"))
    first = " autofocus" if is_first else ""
    return (
        f'<label>{label}<input name="{field.name}" type="{kind}" required maxlength="200" '
        f'autocapitalize="none" spellcheck="false" autocomplete="{field.knows}"{first}></label>'
    )


def _whole(words: Wording, title: str, body: str, wanted: str) -> str:
    language = words.locale.replace("_", "-")
    other = LOCALES[1 - LOCALES.index(words.locale)]
    there = escape(urlencode({"lang": other, "next": wanted}))
    switch = f'<a href="?{there}">{escape(words_of(other).text("signin.lang"))}</a>'
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words.text(title))}</title><style>{style.css('signin.css')}</style></head>"
        f"<body><main><header><span>{escape(words.text('app.title'))}</span>{switch}</header>"
        f"{body}</main></body></html>"
    )
