"""Office files that are the same whenever they are written: a package's bytes and a moment go in;
the package with every date of it set to that moment comes out.

Libraries write the clock into a package's entries and properties, and into workbooks within it.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_PROPERTIES = "docProps/core.xml"


def pinned(data: bytes, at: datetime) -> bytes:
    """The package as of `at` (aware); workbooks inside it likewise."""
    made, file = at.astimezone(UTC), io.BytesIO()
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == _PROPERTIES:
                part = _DATES.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            elif name.endswith(".xlsx"):
                part = pinned(part, at)
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return file.getvalue()
