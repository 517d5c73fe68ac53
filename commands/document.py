"""`document`: writes the reference pages that are drawn from the program's own tables."""

from __future__ import annotations

from pathlib import Path

import click

from commands.documents.forms import forms_page
from commands.documents.house import house_page
from commands.documents.measures import measures_page
from commands.documents.messages import messages_page
from commands.documents.roles import roles_page
from commands.documents.source_map import source_map_page
from commands.opened import chosen_pack


@click.command(hidden=True)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def document(folder: Path) -> None:
    """Write messages, measures, forms, roles, house and source-map (.md) into FOLDER."""
    for name, text in reference_pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def reference_pages() -> dict[str, str]:
    """The text of each generated page by its file name; measures and forms are the default
    pack's."""
    pack = chosen_pack(None)
    return {
        "messages.md": messages_page(),
        "measures.md": measures_page(pack),
        "forms.md": forms_page(pack),
        "roles.md": roles_page(),
        "house.md": house_page(),
        "source-map.md": source_map_page(),
    }
