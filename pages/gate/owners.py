"""A download or an upload's address goes in; whether it is a browser's own comes out."""

from __future__ import annotations

from streamlit import runtime

from pages.gate.seal import browser_of, is_sealed_for


def owns_download(name: str, browser: str) -> bool:
    """Whether the download of that name was made for the browser; one that is not there is
    nobody's."""
    if not runtime.exists():
        return False
    file = runtime.get_instance().media_file_mgr.read_file(name)
    return file is not None and is_sealed_for(file.mimetype, browser)


def owns_session(path: str, browser: str) -> bool:
    """Whether the session, the first part of a path, is open in the browser."""
    if not runtime.exists() or not browser:
        return False
    client = runtime.get_instance().get_client(path.partition("/")[0])
    context = client.client_context if client else None
    return context is not None and browser_of(context.cookies) == browser
