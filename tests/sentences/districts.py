"""Small districts as no sample has them: sheets are drawn, entered as any other, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from campaign import Calendar, District, Submission
from ledger import Ledger
from tests.ledger import drawn
from tests.ledger.drawn import OFFICE

STUDY, TALKS, ORGS = "study_session_count", "discussion_session_count", "study_org_covered"
FOUND, DONE = "problem_found_count", "rect_done_count"
HEADER = (STUDY, TALKS, ORGS, FOUND, DONE)
TOTALS = tuple(f"{slot}@cumulative" if slot != ORGS else slot for slot in HEADER)
BOARDS = ("财政局", "民政局", "水务局", "教育局", "卫健局")
NAMES = (*BOARDS, "档案馆", "图书馆", "东山村", "南岭村", "恒远厂")
TYPES = (*("section_team",) * 5, *("second_tier",) * 2, *("grassroots",) * 2, "non_public")
GROUPS = ("g01", "g01", "g01", "g02", "g02", "g02", "g03", "g03", "g03", "g03")
SIZES = (4, 6, 0, 3, 8, 2, 0, 0, 2, 0)
Cells = str | None


@dataclass
class Town:
    """A district that is filled sheet by sheet; a unit's line of a week is its figures in order."""

    ledger: Ledger
    district: District
    units: tuple[int, ...] = tuple(range(len(NAMES)))
    more: dict[int, Mapping[str, str]] = field(default_factory=dict)

    def roster(self, week: int = 1, **also: Mapping[str, str]) -> None:
        """The roster, sent before a week; `also` names fields of single units beside."""
        fields = ("group", "valid_from", "valid_to", "successor_id", "parent_id", "scope")
        lines = [f"| unit | type | sub_org_total | {' | '.join(fields)} |"]
        for unit in self.units:
            told = {"group": GROUPS[unit], **also.get(NAMES[unit], {})}
            cells = NAMES[unit], TYPES[unit], str(SIZES[unit]), *(told.get(f, "") for f in fields)
            lines.append(f"| {' | '.join(cells)} |")
        self.enter(drawn.roster("\n".join(lines)), week, hours=-24)

    def sheet(
        self,
        week: int,
        line: Callable[[int, int], Cells],
        *,
        units: Iterable[int] | None = None,
        header: tuple[str, ...] = HEADER,
        sender: str = "",
        hours: float = 96,
    ) -> None:
        """A week's sheet of each group (or of one sender); a unit whose line is None is not on it."""
        chosen = list(self.units if units is None else units)
        senders = [sender] if sender else sorted({GROUPS[unit] for unit in chosen})
        for each in senders:
            own = [u for u in chosen if sender or GROUPS[u] == each]
            lines = [f"| {NAMES[u]} | {told} |" for u in own if (told := line(u, week)) is not None]
            if lines:
                drawing = "\n".join([f"| unit | {' | '.join(header)} |", *lines])
                self.enter(drawn.weekly(drawing, week=week, sender=each), week, hours=hours)

    def log(self, group: str, days: Iterable[tuple[str, int, str]]) -> None:
        """A group's guidance log: unit, day since the launch, problems found."""
        start = self.district.calendar.starts_on
        head = "| unit | group | day | method | stream | problem_found |"
        lines = [
            f"| {name} | {group} | {start + timedelta(days=day)} | hear、spot | study、research | {n} |"
            for name, day, n in days
        ]
        self.enter(drawn.log("\n".join([head, *lines]), sender=group), 6, hours=0)

    def launches(self, sender: str, held: Mapping[str, str]) -> None:
        """A launch table: unit and whether its meeting was held."""
        lines = [f"| {name} | {told} |" for name, told in held.items()]
        self.enter(
            drawn.register("\n".join(["| unit | launch_held |", *lines]), sender=sender), 2, hours=0
        )

    def enter(self, sent: Submission, week: int, *, hours: float) -> None:
        monday = datetime.combine(
            self.district.calendar.week(week).starts_on, datetime.min.time(), UTC
        )
        at = monday + timedelta(hours=hours)
        self.ledger.accept(self.ledger.plan(self.district.id, sent), by=OFFICE, received_at=at)


def work(unit: int, week: int) -> str:
    """What a unit honestly does: some more, some nothing."""
    study = (unit * 7 + week * 3) % 4
    orgs = min(SIZES[unit], week) if SIZES[unit] else "/"
    return f"{study} | {(unit + week) % 2} | {orgs} | {unit % 3} | {unit % 2}"


def one_unit(town: Town) -> None:
    town.units = (0,)
    town.roster()
    for week in (1, 2, 3):
        town.sheet(week, work)


def all_missing(town: Town) -> None:
    """Rows came, and every cell of them is blank."""
    town.roster()
    town.sheet(1, lambda *_: " |  |  |  | ")
    town.sheet(2, lambda u, week: work(u, week) if u == 3 else " |  |  |  | ")


def unheard_type(town: Town) -> None:
    town.roster()
    for week in (1, 2, 3, 4):
        town.sheet(
            week,
            lambda u, week: None if TYPES[u] in ("non_public", "grassroots") else work(u, week),
        )


def newcomer(town: Town) -> None:
    town.roster(恒远厂={"valid_from": "2023-10-23"}, 南岭村={"valid_from": "2023-10-18"})
    for week in (1, 2, 3, 4, 5):
        town.sheet(week, lambda u, w: work(u, w) if w >= {9: 4, 8: 3}.get(u, 1) else None)


def closed(town: Town) -> None:
    """One goes on in another, one is gone; both after two weeks."""
    town.roster(
        水务局={"valid_to": "2023-10-15", "successor_id": "民政局"},
        东山村={"valid_to": "2023-10-15"},
    )
    for week in (1, 2, 3, 4):
        town.sheet(week, lambda u, week: work(u, week) if week < 3 or u not in (2, 7) else None)
    town.log("g01", [("水务局", 3, "1"), ("民政局", 18, "0")])


def moved(town: Town) -> None:
    town.roster()
    town.roster(3, 民政局={"group": "g03", "valid_from": "2023-10-16"})
    for week in (1, 2, 3, 4):
        town.sheet(week, work)


BOTH = (*HEADER[:2], *TOTALS[:2])
"""The week's figures and those since the launch, side by side."""
FOR_ALL = {"scope": "including"}


def families(town: Town) -> None:
    """Two boards report for those below; in week 3 the library comes under the other one, in week 5
    another begins to report for its village. Totals stand beside weeks and tell where work is."""
    _family(town, header=BOTH)


def families_in_totals(town: Town) -> None:
    """The same in totals alone, which do not tell."""
    _family(town, header=BOTH[2:])


def _family(town: Town, *, header: tuple[str, ...]) -> None:
    boards, village = {"教育局": FOR_ALL, "卫健局": FOR_ALL}, {"parent_id": "民政局"}
    other = {"parent_id": "卫健局"}
    town.roster(图书馆={"parent_id": "教育局"}, 东山村=village, **boards)
    town.roster(3, 图书馆=other | {"valid_from": "2023-10-16"}, 东山村=village, **boards)
    town.roster(
        5, 图书馆=other, 东山村=village, 民政局=FOR_ALL | {"valid_from": "2023-10-30"}, **boards
    )
    for week in (1, 2, 3, 4, 5, 6):
        town.sheet(week, lambda u, w: " | ".join(_of_family(u, w)[-len(header) :]), header=header)


def _of_family(unit: int, week: int) -> list[str]:
    """What a unit of `_family` writes. Each does 2 a week itself and talks once; both boards did 4
    more in the first week, and the one that takes the library in takes its work of before in."""
    own, is_board = 2 * week, unit in (3, 4)
    brought, since = 2, own + 4 * is_board
    is_for_two = {1: week >= 5, 3: week < 3, 4: week >= 3}
    if is_for_two.get(unit):
        brought, since = 4, since + own
    elif unit == 3:  # the library's two weeks stay with it
        since += 4
    brought += 4 * (is_board and week == 1)
    return [str(brought), str(brought // 2), str(since), str(since // 2)]


def weeks_skipped(town: Town) -> None:
    town.roster()
    for week in (1, 3, 6):
        town.sheet(week, lambda u, week: work(u, week) if u % 4 or week != 3 else None)
    town.log("g02", [("教育局", 15, ""), ("卫健局", 16, "2")])


def all_exempt(town: Town) -> None:
    town.roster()
    town.sheet(1, work)
    for week in (2, 3):
        town.sheet(week, lambda *_: "免 | 免 | 免 | 免 | 免")


def totals_only(town: Town) -> None:
    town.roster()
    for week in (1, 2, 3, 5):
        town.sheet(
            week,
            lambda u, week: (
                f"{u % 3 * week} | {week // 2} | {min(SIZES[u], week) or '/'} | {week} | {week // 2}"
            ),
            header=TOTALS,
        )


def two_senders(town: Town) -> None:
    town.roster()
    for week in (1, 2, 3):
        town.sheet(week, work)
        town.sheet(
            week,
            lambda _, week: f"{5 + week} | 2 | 1 | 0 | 0",
            units=(1,),
            sender="民政局",
            hours=100,
        )


def frozen(town: Town) -> None:
    """A week is frozen, and put right after it was opened again."""
    town.roster()
    for week in (1, 2, 3):
        town.sheet(week, lambda u, week: work(u, week) if (u, week) != (3, 2) else None)
    record, at = town.ledger.record, datetime(2023, 10, 24, 9, tzinfo=UTC)
    record.freeze(town.district.id, 1, by=OFFICE, at=at)
    record.freeze(town.district.id, 2, by=OFFICE, at=at)
    record.reopen(town.district.id, 2, by=OFFICE, at=at + timedelta(hours=1), reason="补正")
    town.sheet(2, lambda *_: "3 | 3 | 3 | 3 | 3", units=(3,), hours=400)


def nothing_done(town: Town) -> None:
    town.roster()
    for week in (1, 2, 3, 4):
        town.sheet(week, lambda u, _: f"0 | 0 | {0 if SIZES[u] else '/'} | 0 | 0")
    town.log("g01", [("财政局", 2, "0")])


def everything_done(town: Town) -> None:
    town.roster()
    for week in (1, 2, 3):
        town.sheet(week, lambda u, _: f"3 | 4 | {SIZES[u] or '/'} | 2 | 2")
    town.launches("g01", dict.fromkeys(NAMES[:3], "是"))
    town.launches("g02", dict.fromkeys(NAMES[3:6], "是"))
    town.launches("g03", dict.fromkeys(NAMES[6:], "是"))
    for group in ("g01", "g02", "g03"):
        own = [name for name, of in zip(NAMES, GROUPS, strict=True) if of == group]
        town.log(group, [(name, day, "1") for name in own for day in (2, 9, 16)])


def all_late(town: Town) -> None:
    town.roster()
    for week in (1, 2):
        town.sheet(week, work, hours=160)
    town.sheet(3, work, units=(0, 1, 2), hours=90)


def all_held(town: Town) -> None:
    town.roster()
    town.sheet(1, work, units=(0,))
    town.sheet(2, lambda *_: "# |  |  |  | ")


def launch_of_one_group(town: Town) -> None:
    town.roster()
    town.launches("g01", {"财政局": "是", "民政局": "否"})
    for week in (1, 2):
        town.sheet(week, work, units=(0, 1, 2))


ODD = {
    make.__name__: make
    for make in (
        *(one_unit, all_missing, unheard_type, newcomer, closed, moved, weeks_skipped, all_exempt),
        *(totals_only, two_senders, frozen, nothing_done, everything_done, all_late, all_held),
        *(launch_of_one_group, families, families_in_totals),
    )
}
"""By id, what makes a district; the name is the id."""


def fill(ledger: Ledger) -> None:
    """Enter all of them into one ledger."""
    for id_, make in ODD.items():
        calendar = Calendar(drawn.LAUNCH, n_weeks=16)
        district = replace(drawn.DISTRICT, id=id_, name="某区", calendar=calendar)
        ledger.add_district(district, by=OFFICE)
        make(Town(ledger, district))
