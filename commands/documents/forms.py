"""A pack goes in; docs/forms.md comes out: every form with its fields, options and aliases."""

from __future__ import annotations

from campaign import CampaignPack, Form, FormField, FormKind
from commands.documents.bilingual import WORDINGS, both, both_labels, paragraphs, table

_TITLE = "document.forms"
_FIELD = ("field", "label", "kind", "use", "aliases")
_OPTION = ("option", "label", "aliases")


def forms_page(pack: CampaignPack) -> str:
    """Every form of a pack with its fields and their options, as Markdown."""
    named = [words.text(f"{_TITLE}.intro", campaign=words.label(pack.name)) for words in WORDINGS]
    parts = [f"# {both(f'{_TITLE}.title')}", paragraphs("document.generated"), *named]
    return "\n\n".join(parts + [_form(form, pack) for form in pack.forms]) + "\n"


def _form(form: Form, pack: CampaignPack) -> str:
    told = {
        "kind": both(f"{_TITLE}.kind.{form.kind}"),
        "signature": "、".join(form.signature),
        "keys": " · ".join(" + ".join(f"`{field}`" for field in key) for key in form.keys),
    }
    lines = [f"- {both(f'{_TITLE}.{name}')}: {text}" for name, text in told.items() if text]
    headings = [both(f"{_TITLE}.{column}") for column in _FIELD]
    fields = table(headings, [_field(field, form, pack) for field in form.fields])
    options = [_options(field, form, pack) for field in form.fields]
    parts = [f"## {both_labels(form.label)} (`{form.id}`)", "\n".join(lines), fields]
    return "\n\n".join([*parts, *filter(None, options)])


def _field(field: FormField, form: Form, pack: CampaignPack) -> list[str]:
    quantity = pack.quantity.get(field.id) if form.kind == FormKind.WEEKLY else None
    kind = str(quantity.kind) if quantity else field.kind or "text"
    use = "ignored" if field.ignored else "required" if field.required else "optional"
    aliases = "、".join((*field.aliases[1:], *(f"{word}?" for word in field.asked)))
    label = quantity.label if quantity else field.label
    shown = both_labels(label), both(f"{_TITLE}.kind.{kind}"), both(f"{_TITLE}.use.{use}")
    return [f"`{field.id}`", *shown, aliases]


def _options(field: FormField, form: Form, pack: CampaignPack) -> str:
    """The options of a field, a line each; empty for one without."""
    quantity = pack.quantity.get(field.id) if form.kind == FormKind.WEEKLY else None
    options = quantity.options if quantity else pack.choices.get(f"{form.id}.{field.id}", ())
    if not options:
        return ""
    headings = [both(f"{_TITLE}.{column}") for column in _OPTION]
    rows = [[f"`{o.id}`", both_labels(o.label), "、".join(o.aliases)] for o in options]
    return f"### `{form.id}.{field.id}`\n\n{table(headings, rows)}"
