"""The ledger a command works on, and the district in it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click

from campaign import (
    CampaignPack,
    District,
    Door,
    Viewer,
    load_pack,
    office_day,
    pack_ids,
    wording,
)
from ledger import Ledger, know_packs, open_ledger

DEFAULT_URL = "sqlite:///data/ledger.db"
PACKS = "CAMPAIGN_PACKS"
"""Names a folder of campaign packs besides the packaged ones."""
OPERATOR = Viewer(Door.OPERATOR, name="terminal")
"""Who runs a command."""
AS = "as_login"
"""The option of the whole command line that names an account to act as."""
SAMPLE = Viewer(Door.OPERATOR, name="sample")
"""Who enters what was invented."""
IN_DISTRICT = click.option(
    "--district", "district_id", help="district id (default: the newest own one)"
)


def take_packs() -> None:
    """Know the packs beside the ledger and of CAMPAIGN_PACKS; refuses a folder that is not there or
    repeats an id."""
    try:
        know_packs(ledger_url(), os.environ.get(PACKS, ""))
    except FileNotFoundError as error:
        raise click.ClickException(f"{PACKS}: {error}") from error


def ledger_url() -> str:
    """The address in DATABASE_URL, by default data/ledger.db under the working folder."""
    return os.environ.get("DATABASE_URL", DEFAULT_URL)


def opened_ledger() -> Ledger:
    """The ledger at that address."""
    return open_ledger(ledger_url())


def acting(ledger: Ledger, district_id: str = "") -> Viewer:
    """Who writes: the machine's operator, or the account that --as names, in the first of its roles
    in the district; refuses an account that has none there today."""
    here = click.get_current_context(silent=True)  # none where no command runs
    login = here.find_root().params.get(AS) if here else None
    if not login:
        return OPERATOR
    today = office_day(datetime.now(UTC))
    for account in ledger.accounts.listed(OPERATOR):
        if account.login == login.strip().casefold() and not account.is_ended:
            roles = [r for r in account.roles_on(today) if r.district_id in ("", district_id)]
            if roles:
                return account.viewer(roles[0])
    raise click.ClickException(wording("zh_CN").text("account.no_role", login=login))


def chosen_district(ledger: Ledger, district_id: str | None) -> District:
    """The named district, else the newest own one, else the sample; refuses an empty ledger."""
    listed = ledger.districts()
    found = next((d for d in listed if district_id in (None, d.id)), None)
    if found is None:
        wanted = f"district {district_id!r}" if district_id else "a district"
        raise click.ClickException(f"the ledger does not hold {wanted} yet")
    return found


def chosen_pack(pack_id: str | None) -> CampaignPack:
    """The named pack, by default the first one packaged."""
    return load_pack(pack_id or pack_ids()[0])
