"""Interface text: a message key and its figures go in; a sentence in the reader's language out.

Catalogues are gettext files in `catalogues/<locale>/*.po`, one a page or subject. A message with a
plural takes its form from the parameter `n`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from string import Formatter

from babel.dates import format_date
from babel.messages.pofile import read_po

from campaign.issue import Issue, Term
from campaign.pack.pack import CampaignPack
from campaign.submission import HIDDEN
from campaign.unit import Label
from campaign.week import Week

LOCALES = ("zh_CN", "en")
DEFAULT_LOCALE = LOCALES[0]


@dataclass(frozen=True)
class Wording:
    """The words of one language."""

    locale: str = DEFAULT_LOCALE

    def text(self, key: str, /, **params: object) -> str:
        """The message of `key` with its parameters filled in; raises KeyError if it is unknown."""
        message = _messages(self.locale)[key]
        if isinstance(message, tuple):
            message = message[_plural_form(self.locale, params["n"])]
        return message.format(**params) if params else message

    def asks(self, key: str) -> tuple[str, ...]:
        """The names of the parameters that the message of `key` has, in its order."""
        message = _messages(self.locale)[key]
        first = message if isinstance(message, str) else message[0]
        return tuple(name for _, name, _, _ in Formatter().parse(first) if name)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return key in _messages(self.locale)

    def label(self, label: Label) -> str:
        """A pack's label in this language."""
        return label.of(self.locale)

    def issue(self, issue: Issue) -> str:
        """What an issue says, without its remedy."""
        return self._issue(issue, "message")

    def remedy(self, issue: Issue, pack: CampaignPack, *, to_sender: bool = False) -> str:
        """What to do about an issue; types and groups as sheets of the pack write them. A sender,
        who answers on no page, is told otherwise where the catalogue has words for that."""
        types = "、".join(type_.label.zh for type_ in pack.types)
        group = pack.groups[:3][-1].label.zh if pack.groups else ""
        is_told = to_sender and self.has(f"issue.{issue.code}.sender")
        return self._issue(issue, "sender" if is_told else "remedy", types=types, group=group)

    def _issue(self, issue: Issue, part: str, **given: object) -> str:
        params = {key: self._shown(value) for key, value in issue.params.items()}
        return self.text(
            f"issue.{issue.code}.{part}", **{"raw": self.sheet_text(issue.raw), **given, **params}
        )

    def _shown(self, value: object) -> object:
        if isinstance(value, Term):
            return self.text(f"term.{value}")
        if isinstance(value, Label):
            return self.label(value)
        if isinstance(value, str):
            return self.sheet_text(value)
        return self.full_date(value) if isinstance(value, date) else value

    def sheet_text(self, text: str) -> str:
        """A text of a sheet as read, with the mark for hidden persons in this language."""
        return self.text("term.hidden") if text == HIDDEN else text

    def full_date(self, day: date) -> str:
        """A date as documents print it: 2023年10月20日, 20 October 2023."""
        if self.locale == "zh_CN":
            return f"{day.year}年{day.month}月{day.day}日"
        return format_date(day, "d MMMM yyyy", locale=self.locale)

    def day(self, day: date) -> str:
        """A date without its year: 10月20日, 20 Oct."""
        if self.locale == "zh_CN":
            return f"{day.month}月{day.day}日"
        return format_date(day, "d MMM", locale=self.locale)

    def moment(self, when: datetime) -> str:
        """A day and time without the year: 10月20日12:00, 20 Oct 12:00."""
        gap = "" if self.locale == "zh_CN" else " "
        return f"{self.day(when)}{gap}{when:%H:%M}"

    def week(self, week: Week) -> str:
        """A week's label with its days: 第3周（10月16日—10月22日）."""
        return self.text(
            "week.label",
            number=week.number,
            first=self.day(week.starts_on),
            last=self.day(week.ends_on),
        )

    def percent(self, share: float) -> str:
        """A share (0-1) with one decimal; exactly 100% and 0% without."""
        points = round(share * 100, 1)
        return f"{points:.0f}%" if share in (0, 1) else f"{points:.1f}%"

    def known(self, value: float, n_open: float = 0, *, is_brief: bool = False) -> str:
        """A count, known at least where something leaves it open; the word for unknown for NaN."""
        if math.isnan(value):
            return self.text("unknown")
        said = self.number(value)
        key = "known.at_least.brief" if is_brief else "known.at_least"
        return self.text(key, n=said) if n_open > 0 else said

    def number(self, value: float) -> str:
        """A count or half-days without needless decimals."""
        return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


@cache
def wording(locale: str) -> Wording:
    """The words for a locale; an unknown one is served the default."""
    return Wording(locale if locale in LOCALES else DEFAULT_LOCALE)


@cache
def _messages(locale: str) -> dict[str, str | tuple[str, ...]]:
    messages: dict[str, str | tuple[str, ...]] = {}
    folder = resources.files("campaign") / "catalogues" / locale
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if not entry.name.endswith(".po"):
            continue
        with entry.open("rb") as lines:
            for message in read_po(lines, locale=locale):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    string = message.string
                    messages[key] = (
                        tuple(string) if isinstance(string, list | tuple) else string or key
                    )
    return messages


def _plural_form(locale: str, n: object) -> int:
    """Which form a count asks for, also one in words: at least 1."""
    if locale == "zh_CN":
        return 0
    return 0 if n == 1 or str(n).rpartition(" ")[2] == "1" else 1
