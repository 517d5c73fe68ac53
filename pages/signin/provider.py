"""The way to the office's own identity provider and back, by Streamlit's st.login (Authlib).

What Streamlit would keep is a signed cookie of thirty days that nothing ends. It never leaves: once
the provider has answered, its word becomes a session of the ledger, as a password does.
"""

from __future__ import annotations

import json
import logging
import os
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from ledger import LedgerTrouble, SignInRefused
from pages.door import opened
from pages.gate import PROVIDER_LOGIN, SESSION, base, cookie
from pages.signin.safe_path import safe_path

CLAIM = "STUDY_DASHBOARD_OIDC_CLAIM"
"""Which of the provider's words is the account's login; `sub` is the one that never changes."""
WANTED = "study_wanted"
"""The cookie with where to go on, while the provider is asked."""
_COOKIE = "_streamlit_user"
_DEFAULT = "default"
_LOG = logging.getLogger("dashboard")


def asked(scope: Scope, wanted: str) -> Response:
    """On to the provider."""
    try:
        validate_auth_credentials(_DEFAULT)
        token = encode_provider_token(_DEFAULT)
    except StreamlitAuthError as error:
        _LOG.error("sign-in by a provider is not set up: %s", type(error).__name__)
        return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    to = f"{base()}/{PROVIDER_LOGIN}?{urlencode({'provider': token})}"
    answer = RedirectResponse(to, HTTPStatus.SEE_OTHER)
    answer.headers.append("Set-Cookie", cookie(scope, WANTED, quote(wanted, safe="")))
    return answer


async def answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Let Streamlit take the provider's answer, and put a session in the place of its cookies."""

    async def exchange(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            set_before = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for line in set_before:
                if not line.startswith(_COOKIE):  # its tokens' cookie begins alike
                    headers.append("set-cookie", line)
            number = await run_in_threadpool(_number_for, _login_in(set_before))
            if number:
                headers.append("set-cookie", cookie(scope, SESSION, number))
                wanted = unquote(HTTPConnection(scope).cookies.get(WANTED, ""))
                headers["location"] = safe_path(wanted)
                headers.append("set-cookie", cookie(scope, WANTED, ""))
            else:
                headers["location"] = f"{base()}/signin?refused=1"
        await send(message)

    await app(scope, receive, exchange)


def _number_for(login: str) -> str:
    try:
        return opened.ledger().accounts.let_in(login, at=opened.now()) if login else ""
    except (SignInRefused, LedgerTrouble):
        return ""


def _login_in(lines: list[str]) -> str:
    """Whom the provider answers for, by the cookies that Streamlit has signed; empty for none."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        for line in lines:
            cookies.load(line.partition(";")[0])
    except CookieError:
        return ""

    def signed(name: str) -> bytes | None:
        found = cookies.get(name)
        if found is None or not found.value:
            return None
        return decode_signed_value(get_cookie_secret(), name, found.value.encode("latin-1"))

    told = get_cookie_with_chunks(signed, _COOKIE)
    user = json.loads(told) if told else {}
    said = user.get(os.environ.get(CLAIM, "") or "sub", "")
    return str(said) if user.get("is_logged_in") and said else ""
