"""What docs/deployment.md and deployment/nginx.conf say agrees with the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ledger.store import schema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
NGINX = (ROOT / "deployment" / "nginx.conf").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_every_table_is_cut_by_the_district_and_named_among_those_to_distribute() -> None:
    (listed,) = re.findall(r"ARRAY\[(.*?)\]", PAGE, flags=re.DOTALL)
    named = set(re.findall(r"'(\w+)'", listed)) | {"district"}
    assert named == set(schema.metadata.tables)
    for table in schema.metadata.tables.values():
        first = next(iter(table.primary_key.columns)).name
        assert first == ("id" if table is schema.district else "district_id")
        for key in table.foreign_key_constraints:
            assert key.column_keys[0] == "district_id"
        for index in table.indexes:
            assert index.columns[0].name == "district_id"


def test_nginx_lets_through_what_the_dashboard_takes_and_little_more() -> None:
    (allowed,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    takes = SETTINGS["server"]["maxUploadSize"]
    assert takes < int(allowed) <= takes + 2
    assert f"{takes} MB a file" in PAGE
    assert f"client_max_body_size {allowed}m" in PAGE


def test_the_settings_the_page_tells_to_leave_on_are_on() -> None:
    for name in ("enableCORS", "enableXsrfProtection"):
        assert name in PAGE
        assert SETTINGS["server"].get(name, True) is True
