"""The hidden sheet of a returned template goes in; its form, version and week come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign import FORM_SHEET, Address, Calendar, CampaignPack, Issue
from loaders.files import Sheet
from loaders.words import Claim


@dataclass(frozen=True)
class FormSheet:
    """What a template said when it was handed out; empty texts where it says nothing."""

    form: str = ""
    version: str = ""
    pack: str = ""
    district: str = ""
    week: str = ""
    sender: str = ""

    def claims(self, calendar: Calendar) -> tuple[Claim, ...]:
        """The week it was made for, as a claim like any other; none without a known week."""
        week = calendar.from_iso(self.week)
        return (Claim(week.number, Address(FORM_SHEET), self.week),) if week else ()

    def doubts(self, pack: CampaignPack) -> tuple[Issue, ...]:
        """L10 where the form asks something else today than this template did."""
        if self.pack != pack.id or self.form not in pack.form:
            return ()
        current = pack.form_version(self.form)
        if self.version == current:
            return ()
        return (Issue("L10", Address(FORM_SHEET), "", {"a": self.version, "b": current}),)


NO_TEMPLATE = FormSheet()
"""What a workbook that is no template says."""


def form_sheet(sheets: Sequence[Sheet]) -> FormSheet:
    """What the workbook's `_form` sheet says; an empty one for a workbook that is no template."""
    for sheet in sheets:
        if sheet.name == FORM_SHEET:
            listed = {sheet.text(row, 1): sheet.text(row, 2) for row in range(1, 8)}
            known = FormSheet.__dataclass_fields__
            return FormSheet(**{key: text for key, text in listed.items() if key in known})
    return NO_TEMPLATE
