"""A district and a form go in; how the form's rows are kept comes out, in the pack's words."""

from __future__ import annotations

from campaign import District, FormKind, load_pack

ROSTER, WEEKLY, LOG = FormKind.ROSTER, FormKind.WEEKLY, FormKind.LOG
KEYED = frozenset({FormKind.REGISTER, FormKind.LEDGER})
"""Kinds whose rows are lines with a key; a newer line replaces the one it names."""
ROW_KINDS = frozenset({LOG, *KEYED})
"""Kinds whose every sheet row is an entry of its own."""


def kind_of(district: District, form: str) -> str:
    """Its kind, such as log; raises KeyError for a form the campaign does not have."""
    return load_pack(district.pack_id).form[form].kind


def roster_form(district: District) -> str:
    """The id of the campaign's unit roster."""
    return load_pack(district.pack_id).roster_form.id


def row_forms(district: District) -> tuple[str, ...]:
    """The ids of the campaign's row-forms."""
    forms = load_pack(district.pack_id).forms
    return tuple(form.id for form in forms if form.kind in ROW_KINDS)
