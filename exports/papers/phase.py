"""The phase report: what is known at a cut goes in; the Paper comes out, in the shape of the
office's own: progress part by part as the pack has it, problems, what is to be done next.

What the ledger does not hold is not in it, or is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign import Finding, finding_said
from exports.papers.facts import fact_words, told
from exports.papers.front import front, numbered
from exports.papers.known import Known
from exports.papers.open_items import annex_of, next_steps
from exports.papers.paper import Field, Paper, Passage, Section, passage


def phase_report(known: Known) -> Paper:
    """The report at the end of the cut's week; the panel ends with it and is as of the cut."""
    words, district = known.words, known.panel.district
    names = {"district": district.name, "campaign": words.label(known.pack.short_name)}
    title = words.text("paper.phase.title", **names)
    sections = {
        "front": front(district, known.cut, words, title=(title,)),
        "progress": _progress(known),
        "problems": _problems(known),
        "next": next_steps(known),
        "annex": annex_of(known),
    }
    return Paper("phase", title, known.cut, sections)


def _progress(known: Known) -> Section:
    """A part for each of the pack's, with the facts it says; then those nothing is known of."""
    words, week = known.words, known.cut.week
    parts: list[Section] = []
    unknown: list[str] = []
    for part in known.pack.report:
        said: list[str | Field] = []
        for says in part.says:
            sentence = told(known, says)
            said += sentence or ()
            unknown += [] if sentence or sentence is None else [fact_words(known.pack, says, words)]
        if said:
            head = numbered(words, len(parts), words.label(part.label))
            parts.append(Section(head, (tuple(said),)))
    until = Field("week.ends_on", words.full_date(week.ends_on), week.ends_on.isoformat())
    weeks = known.field("week.number", week.number)
    campaign = words.label(known.pack.short_name)
    body = [passage(words, "paper.phase.since", campaign=campaign, until=until, weeks=weeks)]
    if unknown:
        listed = words.text("finding.list_mark").join(dict.fromkeys(unknown))
        parts.append(Section((words.text("paper.phase.unknown"),), ((listed,),)))
    return Section((words.text("paper.phase.progress"),), tuple(body), tuple(parts))


def _problems(known: Known) -> Section:
    """A paragraph a finding, with its evidence."""
    found = known.beside.findings(known.panel, known.pack)
    words = known.words
    body = [*_findings(known, found)] or [(words.text("paper.phase.no_problem"),)]
    return Section((words.text("paper.phase.problems"),), tuple(body))


def _findings(known: Known, found: tuple[Finding, ...]) -> Iterator[Passage]:
    words = known.words
    ordinals = words.text("paper.ordinals").split()
    for ordinal, finding in zip(ordinals, found, strict=False):
        key, said = finding_said(finding, known.pack, words)
        figures = {"value": finding.value, "limit": finding.limit}
        figures |= {"most": finding.value, "least": finding.limit}
        fields: dict[str, str | Field] = {
            name: Field(f"findings/{finding.code}/{name}", text, figures.get(name, text))
            for name, text in said.items()
        }
        head = words.text(f"paper.phase.finding.{finding.code}")
        unsure = "" if finding.survives else words.text("finding.unsure")
        yield (
            *passage(words, "paper.phase.finding", ordinal=ordinal, head=head),
            *passage(words, key, **fields),
            *passage(words, "paper.phase.finding.end", unsure=unsure),
        )
