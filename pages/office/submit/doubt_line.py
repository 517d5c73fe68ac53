"""One doubt goes in; its line, as HTML, comes out."""

from __future__ import annotations

from campaign import CampaignPack, Issue, Severity, Wording
from pages.markup import plain_html
from pages.office.submit.verdict import MARKS

LOOKS = {Severity.STOP: "error", Severity.ERROR: "error", Severity.WARNING: "warning"}


def doubt_html(
    issue: Issue, words: Wording, pack: CampaignPack, *, n: int = 1, to_sender: bool = False
) -> str:
    """One doubt: its mark, its place, what is the case, what whoever looks is to do; `n` alike in
    the row."""
    look = LOOKS.get(issue.severity, "")
    place = f"<b>{plain_html(str(issue.address))}</b> " if issue.address else ""
    alike = words.text("submit.doubts.alike", n=n) if n > 1 else ""
    remedy = plain_html(words.remedy(issue, pack, to_sender=to_sender))
    return (
        f'<li class="{look}"><i>{MARKS[issue.severity]}</i> {place}'
        f"{plain_html(words.issue(issue))}{plain_html(alike)}<span>{remedy}</span></li>"
    )
