"""Empty forms to send out: who is asked for what and when goes in; a workbook comes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from campaign import FormKind
from exports.lists import safe_name
from exports.row_template import row_template
from exports.template_book import FormCell
from exports.weekly_template import weekly_template

_KINDS: Mapping[str, Callable[[FormCell], bytes]] = {FormKind.WEEKLY: weekly_template}


def template(asked: FormCell) -> bytes:
    """The form as an .xlsx, prefilled with the addressee's units.

    Raises KeyError for a form the pack does not have, ValueError for a weekly report without
    units.
    """
    form = asked.pack.form[asked.form_id]
    if form.kind == FormKind.WEEKLY and not asked.addressee.units:
        raise ValueError(f"{asked.addressee.name!r} has no units to report on")
    return _KINDS.get(form.kind, row_template)(asked)


def template_name(asked: FormCell) -> str:
    """A file name without its ending: form, week, addressee."""
    label = asked.words.label(asked.pack.form[asked.form_id].label)
    name = asked.words.text(
        "template.file", form=label, number=asked.week.number, name=asked.addressee.name
    )
    return safe_name(name)


def templates_zip(listed: Iterable[FormCell]) -> bytes:
    """One archive with a template for each."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for asked in listed:
            archive.writestr(f"{template_name(asked)}.xlsx", template(asked))
    return file.getvalue()
