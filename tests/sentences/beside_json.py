"""What a page says and what `figures --json` prints of the same week and place go in; where they
differ comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaign import wording
from tests.sentences.checks import number
from tests.sentences.heard import Page

_SHARES = {
    "answer.reach": "study_reach",
    "answer.reach.bounds": "study_reach",
}
_WORDS = wording("en")


def differences(page: Page, told: Mapping[str, Any], by_type: Mapping[str, Any]) -> Iterator[str]:
    """Of an unfiltered page; `by_type` is the same document by type."""
    shares = {line["measure"]: line for line in told["standing"]}
    for sentence in page.said(*_SHARES):
        yield from _share(sentence.params, shares[_SHARES[sentence.key]])
    if shares["study_reach"]["value"] is None and any(True for _ in page.said(*_SHARES)):
        yield "a share of nobody heard of"
    yield from _counts(page, told)
    yield from _lowest(page, by_type)
    yield from _worklist(page, told["worklist"])
    yield from _visits(page, told)


def _share(params: Mapping[str, Any], line: Mapping[str, Any]) -> Iterator[str]:
    due = (line["numerator"], line["denominator"])
    if (number(params["over"]), number(params["under"])) != due:
        yield f"{params['over']} of {params['under']}, not {due}"
    if line["value"] is None or params["share"] != _WORDS.percent(line["value"]):
        yield f"{params['share']}, not {line['value']}"


def _counts(page: Page, told: Mapping[str, Any]) -> Iterator[str]:
    line = told["quantities"]["discussion_session_count"]
    for sentence in page.said("discussions.answer.total"):
        if number(sentence.params["n"]) != line["cumulative"]:
            yield f"{sentence.params['n']} sessions, not {line['cumulative']}"
    for sentence in page.said("discussions.answer.week"):
        if number(sentence.params["n"]) != line["week"]:
            yield f"{sentence.params['n']} this week, not {line['week']}"
    reports = next(line for line in told["standing"] if line["measure"] == "completeness")
    for sentence in page.said("answer.completeness"):
        missing = reports["denominator"] - reports["numerator"]
        if number(sentence.params["n"]) != missing:
            yield f"{sentence.params['n']} reports missing, not {missing}"


def _lowest(page: Page, by_type: Mapping[str, Any]) -> Iterator[str]:
    """The type named as furthest behind is the lowest of those heard of."""
    known = [
        line["value"]
        for line in by_type["standing"]
        if line["measure"] == "study_reach" and line["value"] is not None
    ]
    for sentence in page.said("answer.type"):
        if sentence.params["share"] != _WORDS.percent(min(known)):
            yield f"{sentence.params['share']} is not the lowest, {min(known)}"


def _worklist(page: Page, told: Mapping[str, Any]) -> Iterator[str]:
    for sentence in page.said("needs.answer", "needs.answer.first", "overview.needs.first"):
        n, every = number(sentence.params["n"]), number(sentence.params["every"])
        if (n, every) != (told["listed"], told["with_items"]):
            yield f"{n} of {every} with items, not {told}"
    for sentence in page.said("needs.answer.none"):
        if told["with_items"]:
            yield f"none with items, not {told['with_items']}: {sentence.text}"


def _visits(page: Page, told: Mapping[str, Any]) -> Iterator[str]:
    for sentence in page.said("inspections.answer.reach", "inspections.answer.reach.at_least"):
        (line,) = told["visits"]
        yield from _share(sentence.params, line["units"])
        if number(sentence.params["n"]) != line["since_launch"]["visits"]:
            yield f"{sentence.params['n']} visits, not {line['since_launch']['visits']}"
