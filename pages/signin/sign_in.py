"""A login and a password go in; a session's cookie goes out. Nothing of Streamlit runs before it.

The forms are taken from our own pages alone, by their origin, with a body of a few kilobytes; what
they hold is put in no log. A session's number is made anew at every sign-in and never taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from campaign import Wording
from ledger import AccountRefused, LedgerTrouble, SignInRefused
from pages.door import opened, states
from pages.gate import (
    ANSWERED_FOR,
    CAME_FROM,
    PROVIDER,
    PROVIDER_ANSWER,
    PROXY,
    SESSION,
    base,
    cookie,
    number_of,
    path_below,
    way,
)
from pages.signin import provider
from pages.signin.form_page import Field, Form, form_page, language_of
from pages.signin.safe_path import safe_path
from pages.signin.slowed import Slowed

_MAX_BODY = 4096
"""Two passwords of the longest kind, a login and where to go on: half of it."""
_TOGETHER = 4
"""Who waits for a password to be looked at waits here, and takes no thread from the others."""
_LOGIN = (Field("login", "username", is_secret=False), Field("password", "current-password"))
_CHANGE = (
    Field("old", "current-password"),
    Field("new", "new-password"),
    Field("again", "new-password"),
)

_slowed = Slowed()
"""The addresses of this process's visitors."""


@dataclass(frozen=True)
class Sent:
    """A request for one of these pages: what it says, in which language it is answered."""

    request: Request
    told: Mapping[str, str]
    words: Wording

    @property
    def wanted(self) -> str:
        """Where to go on, a path of this server."""
        return safe_path(self.told.get("next", ""))

    @property
    def number(self) -> str:
        """The session that the browser names."""
        return number_of(self.request.cookies)

    def on(self, number: str) -> Response:
        """On to what was asked for, signed in."""
        answer = RedirectResponse(self.wanted, HTTPStatus.SEE_OTHER)
        answer.headers.append("Set-Cookie", cookie(self.request.scope, SESSION, number))
        answer.headers["Cache-Control"] = "no-store"
        return answer


@dataclass
class SignIn:
    """Answers where people sign in; all else is for who is behind it."""

    app: ASGIApp
    turns: CapacityLimiter | None = field(default=None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        path = path_below(scope.get("path", ""), base=base())
        if scope["type"] == "http" and path == PROVIDER_ANSWER:
            await provider.answered(self.app, scope, receive, send)
            return
        does = _PAGES.get((scope.get("method", ""), path)) if scope["type"] == "http" else None
        if does is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = await self._answer(request, does)
        await answer(scope, receive, send)

    async def _answer(self, request: Request, does: Callable[[Sent], Response]) -> Response:
        told = dict(request.query_params)
        if request.method == "POST":
            if not request.headers.get("origin"):  # the gate has refused a foreign one
                return Response(status_code=HTTPStatus.FORBIDDEN)
            body = await _body_of(request)
            if body is None:
                return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            told = _fields(body)
        accepts = request.headers.get("accept-language", "")
        sent = Sent(request, told, language_of(told.get("lang", ""), accepts))
        self.turns = self.turns or CapacityLimiter(_TOGETHER)
        try:
            return await to_thread.run_sync(does, sent, limiter=self.turns)
        except LedgerTrouble as trouble:
            states.logged(trouble)
            return _page(sent, refused=states.trouble_words(sent.words, trouble.code)[0])


async def _body_of(request: Request) -> bytes | None:
    """The body; None for one that is too large, of which no more is taken."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MAX_BODY:
            return None
    return body


def _fields(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def _show(sent: Sent) -> Response:
    """The form; who is let in by a proxy in front goes on at once."""
    if way() == PROXY:
        return _from_proxy(sent)
    refused = sent.words.text("signin.provider.refused") if "refused" in sent.told else ""
    return _page(sent, refused=refused)


def _from_proxy(sent: Sent) -> Response:
    login = sent.request.scope.get(ANSWERED_FOR, "")
    try:
        return sent.on(opened.ledger().accounts.let_in(login, at=opened.now()))
    except SignInRefused:
        key = "signin.unknown" if login else "signin.proxy"
        return _page(sent, refused=sent.words.text(key), has_form=False)


def _page(sent: Sent, *, refused: str = "", has_form: bool = True, status: int = 200) -> Response:
    words = sent.words
    told, ways = [], {}
    has_form = has_form and way() != PROVIDER
    if way() == PROVIDER:
        ways = {words.text("signin.provider"): f"{base()}/signin/provider"}
    elif has_form and not opened.ledger().accounts.are_any():
        told = [words.text("signin.first")]
    form = Form("/signin", _LOGIN, {"next": sent.wanted, "lang": words.locale})
    return form_page(
        words,
        "signin.title",
        told=told,
        refused=refused,
        form=form if has_form else None,
        ways=ways,
        status=status,
    )


def _take(sent: Sent) -> Response:
    """Sign in by a password; a code must first be replaced by one."""
    if way() in (PROVIDER, PROXY):
        return Response(status_code=HTTPStatus.NOT_FOUND)
    told, accounts, now = sent.told, opened.ledger().accounts, opened.now()
    address = sent.request.scope[CAME_FROM]
    try:
        if wait := _slowed.wait(address, at=now):
            raise SignInRefused(wait)
        number = accounts.sign_in(told.get("login", ""), told.get("password", ""), at=now)
    except SignInRefused as refusal:
        if not refusal.wait:
            _slowed.note_failure(address, at=now)
        refused, status = _why(refusal, sent.words)
        return _page(sent, refused=refused, status=status)
    if sent.number:  # who sat at this browser before no longer does
        accounts.sign_out(sent.number, at=now)
    account = accounts.sitting(number, at=now)
    if account and account.must_change:
        answer = _change_page(sent)
        answer.headers.append("Set-Cookie", cookie(sent.request.scope, SESSION, number))
        return answer
    return sent.on(number)


def _why(refusal: SignInRefused, words: Wording) -> tuple[str, int]:
    """The same words whoever it was; how long to wait where it is too often."""
    if not refusal.wait:
        return words.text("signin.refused"), HTTPStatus.UNAUTHORIZED
    minutes = -(-refusal.wait // timedelta(minutes=1))
    return words.text("signin.wait", n=minutes), HTTPStatus.TOO_MANY_REQUESTS


def _show_change(sent: Sent) -> Response:
    if opened.ledger().accounts.sitting(sent.number, at=opened.now()) is None:
        return RedirectResponse(f"{base()}/signin", HTTPStatus.SEE_OTHER)
    return _change_page(sent)


def _change_page(sent: Sent, *, refused: str = "", status: int = 200) -> Response:
    form = Form("/signin/password", _CHANGE, {"next": sent.wanted, "lang": sent.words.locale})
    told = [sent.words.text("signin.change.explained")]
    return form_page(
        sent.words, "signin.change", told=told, refused=refused, form=form, status=status
    )


def _change(sent: Sent) -> Response:
    """Put a password of one's own in the place of the code or the one before."""
    told, accounts = sent.told, opened.ledger().accounts
    if told.get("new") != told.get("again"):
        return _change_page(sent, refused=sent.words.text("signin.differ"))
    given = told.get("old", ""), told.get("new", "")
    try:
        return sent.on(accounts.change_password(sent.number, *given, at=opened.now()))
    except AccountRefused:
        return _change_page(sent, refused=sent.words.text("account.refused.password"))
    except SignInRefused as refusal:
        refused, status = _why(refusal, sent.words)
        return _change_page(sent, refused=refused, status=status)


_PAGES: Mapping[tuple[str, str], Callable[[Sent], Response]] = {
    ("GET", "signin"): _show,
    ("POST", "signin"): _take,
    ("GET", "signin/password"): _show_change,
    ("POST", "signin/password"): _change,
    ("GET", "signin/provider"): lambda sent: provider.asked(sent.request.scope, sent.wanted),
}
