"""A drawing as an image: an SVG goes in; HTML comes out. Streamlit lets no drawing through in HTML,
but does an image."""

from __future__ import annotations

from base64 import b64encode

from pages.markup.plain import plain_html


def picture(drawn: str, kind: str, *, alt: str = "") -> str:
    """The image of a class; `alt` says what it shows where words beside it do not."""
    packed = b64encode(drawn.encode()).decode()
    told = plain_html(alt)
    return f'<img class="{kind}" alt="{told}" src="data:image/svg+xml;base64,{packed}">'
