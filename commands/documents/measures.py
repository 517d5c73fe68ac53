"""The registry of measures and a pack go in; docs/measures.md comes out."""

from __future__ import annotations

from collections.abc import Callable

from campaign import DEFAULT_LOCALE, CampaignPack, Kind, Quantity, Target, Wording
from commands.documents.bilingual import WORDINGS, both, both_labels, paragraphs, table
from measures import INDEXES, REGISTER_SHARES, SHARES, Index, Measure, measures_of

_TITLE = "document.measures"


def measures_page(pack: CampaignPack) -> str:
    """What is measured, what is reported and what is owed under a pack, as Markdown."""
    return (
        "\n\n".join(
            [
                f"# {both(f'{_TITLE}.title')}",
                paragraphs("document.generated"),
                *(_campaign(pack, words) for words in WORDINGS),
                f"## {both(f'{_TITLE}.shares')}",
                *(_share(measure) for measure in (*SHARES, *REGISTER_SHARES)),
                f"## {both(f'{_TITLE}.indexes')}",
                *map(_index, INDEXES),
                f"## {both(f'{_TITLE}.counts')}",
                paragraphs(f"{_TITLE}.counts.note"),
                f"{both(f'{_TITLE}.function')}: {_function(_a_count(pack))}",
                _quantities(pack),
                f"## {both(f'{_TITLE}.targets')}",
                _targets(pack),
            ]
        )
        + "\n"
    )


def _campaign(pack: CampaignPack, words: Wording) -> str:
    return words.text(
        f"{_TITLE}.intro",
        campaign=words.label(pack.name),
        n=pack.calendar.n_weeks,
        first=words.full_date(pack.calendar.starts_on),
    )


def _share(measure: Measure) -> str:
    lines = {
        "numerator": both_labels(measure.numerator),
        "denominator": both_labels(measure.denominator),
        "why": both_labels(measure.why),
        "formula": measure.source,
        "function": _function(measure),
    }
    told = "\n".join(f"- {both(f'{_TITLE}.{name}')}: {text}" for name, text in lines.items())
    return f"### {both_labels(measure.label)} (`{measure.id}`)\n\n{told}"


def _function(measure: Measure) -> str:
    """The function that works the measure out, as a link to its file from the docs folder."""
    module, name = measure.function.rsplit(".", 1)
    return f"[`{name}`](../{module.replace('.', '/')}.py)"


def _index(index: Index) -> str:
    lines = {
        "formula": both_labels(index.formula),
        "says": both_labels(index.says),
        "source": index.source,
    }
    told = "\n".join(f"- {both(f'{_TITLE}.{name}')}: {text}" for name, text in lines.items())
    return f"### {both_labels(index.label)} (`{index.id}`)\n\n{told}"


def _a_count(pack: CampaignPack) -> Measure:
    """Any count: all are worked out by one function."""
    return next(measure for measure in measures_of(pack) if not measure.is_share)


def _quantities(pack: CampaignPack) -> str:
    columns = ("quantity", "measure", "cadence", "owed_by", "conditions")
    headings = [both(f"{_TITLE}.{column}") for column in columns]
    return table(headings, [_quantity(quantity, pack) for quantity in pack.quantities])


def _quantity(quantity: Quantity, pack: CampaignPack) -> list[str]:
    types = [t for t in pack.types if t.id in quantity.owed_by]
    return [
        f"{_in_both(lambda words: words.label(quantity.label))}<br>`{quantity.id}`",
        _in_both(lambda words: words.label(quantity.measure)),
        _in_both(lambda words: words.text(f"document.cadence.{quantity.cadence}")),
        _in_both(lambda words: _listed([words.label(t.short) for t in types], words)),
        _in_both(lambda words: _listed(_conditions(quantity, pack, words), words)),
    ]


def _conditions(quantity: Quantity, pack: CampaignPack, words: Wording) -> list[str]:
    told = []
    if quantity.kind is Kind.CHOICE:
        options = _listed([words.label(option.label) for option in quantity.options], words)
        told.append(words.text("document.condition.choice", options=options))
    if quantity.only_with_children:
        told.append(words.text("document.condition.with_children"))
    for name, other in (("if_zero", quantity.only_if_zero), ("part_of", quantity.part_of)):
        if other:
            label = words.label(pack.quantity[other].label)
            told.append(words.text(f"document.condition.{name}", quantity=label))
    if quantity.week_limit is not None:
        told.append(
            words.text("document.condition.week_limit", n=words.number(quantity.week_limit))
        )
    return told


def _targets(pack: CampaignPack) -> str:
    headings = [both(f"{_TITLE}.{column}") for column in ("subject", "type", "target")]
    return table(headings, [_line(target, pack) for target in pack.targets])


def _line(target: Target, pack: CampaignPack) -> list[str]:
    return [
        _in_both(lambda words: _subject(target, pack, words)),
        _in_both(lambda words: _type(target, pack, words)),
        _in_both(lambda words: _target(target, pack, words)),
    ]


def _subject(target: Target, pack: CampaignPack, words: Wording) -> str:
    labels = {measure.id: measure.label for measure in measures_of(pack)}
    if target.subject in labels:
        return words.label(labels[target.subject])
    return words.text(f"document.subject.{target.subject}")


def _type(target: Target, pack: CampaignPack, words: Wording) -> str:
    if target.type_id in pack.type:
        return words.label(pack.type[target.type_id].short)
    return words.text("document.target.any_type")


def _target(target: Target, pack: CampaignPack, words: Wording) -> str:
    return words.text(
        f"document.target.{target.kind}",
        amount=_amount(target, pack, words),
        week=target.by_week or pack.calendar.n_weeks,
        day=words.full_date(target.due_on) if target.due_on else "",
    )


def _amount(target: Target, pack: CampaignPack, words: Wording) -> str:
    if target.subject in {measure.id for measure in SHARES}:
        return words.percent(target.amount)
    number = words.number(target.amount)
    if target.subject not in pack.quantity or words.locale != DEFAULT_LOCALE:
        return number  # an English measure word would need its singular
    return number + words.label(pack.quantity[target.subject].measure)


def _in_both(text: Callable[[Wording], str]) -> str:
    return "<br>".join(told for words in WORDINGS if (told := text(words)))


def _listed(texts: list[str], words: Wording) -> str:
    return words.text("document.and").join(texts)
