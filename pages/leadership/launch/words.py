"""The launch page in words: a view goes in; the answer, the tiles and two sets of bars come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from campaign import FieldRole, FormRole
from measures import trainings
from pages.door import View, drawing
from pages.drawn import group_names, is_mark, option_mark
from pages.markup import Bar, Bars, Tile
from pages.readings import (
    books_by,
    launches_by,
    office_log,
    office_weeks,
    plans_by,
    plans_of_units,
    points_now,
)


@drawing
def launch_answer(view: View) -> str:
    """Who launched and how soon, how plans stand, and how many contact points and trainings."""
    words = view.words
    parts = [said for said in (*_launched(view), *_begun(view)) if said]
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def _launched(view: View) -> Iterator[str]:
    words, now = view.words, launches_by(view).iloc[0]
    week = words.text("answer.week", number=view.week.number)
    if not now["known"]:
        yield words.text("launch.answer.unknown", week=week)
        return
    n, total = int(now["launched"]), int(now["units"])
    share = words.percent(n / total)
    yield words.text("launch.answer.launched", week=week, n=n, total=total, share=share)
    if now["units"] > now["known"]:
        yield words.text("launch.answer.open", n=int(now["units"] - now["known"]))
    if now["lag"] == now["lag"]:
        yield words.text("launch.answer.lag", days=words.number(now["lag"]))


def _begun(view: View) -> Iterator[str]:
    words, reviews = view.words, plans_by(view)
    if len(reviews):
        now = reviews.iloc[0]
        told = {name: int(now[name]) for name in ("known", "passed", "returns")}
        yield words.text("launch.answer.plans", **told)
    if n := len(points_now(view)):
        yield words.text("launch.answer.points", n=n)


@drawing
def launch_tiles(view: View) -> list[Tile]:
    """Launched, leading groups, branches, plans passed, contact points, sets given out."""
    shares = {
        "launched": ("launched", "units"),
        "leaders": ("leaders", "leaders_of"),
        "branches": ("branches_launched", "branches_total"),
    }
    forms = {FormRole.PLANS: _plans, FormRole.POINTS: _points, FormRole.BOOKS: _books}
    return [
        *(_share(view, name, *of) for name, of in shares.items()),
        *(make(view) for role, make in forms.items() if view.pack.form_of(role)),
    ]


def _share(view: View, name: str, part: str, whole: str) -> Tile:
    now, words = launches_by(view).iloc[0], view.words
    n, total = now[part], now[whole]
    is_known = bool(total) and n == n and bool(now["known"])
    beside = [_of(view, name, n, total)]
    if is_known and name in _HEARD and now["units"] > now[_HEARD[name]]:
        beside.append(words.text("launch.answer.open", n=int(now["units"] - now[_HEARD[name]])))
    return _tile(view, name, words.percent(n / total) if is_known else "", beside)


def _of(view: View, name: str, n: float, total: float) -> str:
    """n of N, and what N counts: beside each other tiles rest on different ones."""
    words = view.words
    return words.text(f"launch.tile.{name}.of", n=words.number(n), total=words.number(total))


_HEARD = {"launched": "known", "leaders": "leaders_of"}
"""How many units told of it, by tile of units."""


def _tile(view: View, name: str, figure: str, beside: list[str]) -> Tile:
    """A tile; without a figure the word for unknown stands alone."""
    words = view.words
    return Tile(
        title=words.text(f"launch.tile.{name}"),
        figure=figure or words.text("unknown"),
        beside=tuple(beside) if figure else (),
        why=words.text(f"launch.tile.{name}.why"),
        mark=is_mark(view, _ROLES.get(name, FormRole.LAUNCH), name),
    )


_ROLES = {"plans": FormRole.PLANS, "points": FormRole.POINTS, "books": FormRole.BOOKS}
"""The forms behind the tiles that are not of the launches."""


def _plans(view: View) -> Tile:
    words, rows = view.words, plans_by(view)
    if not len(rows):
        return _tile(view, "plans", "", [])
    now = rows.iloc[0]
    told = _of(view, "plans", now["passed"], now["known"])
    beside = [told, words.text("launch.tile.returns", n=int(now["returns"]))]
    return _tile(view, "plans", words.percent(now["passed"] / now["known"]), beside)


def _points(view: View) -> Tile:
    words, rows = view.words, points_now(view)
    if not len(rows):
        return _tile(view, "points", "", [])
    leaders = rows.loc[rows["leader"] != "", "leader"].nunique()
    over = int((rows["days"] > view.pack.thresholds["contact_days"]).sum())
    beside = [words.text("launch.tile.leader_codes", n=leaders)]
    beside += [words.text("launch.tile.over", n=over)] if over else []
    return _tile(view, "points", words.number(len(rows)), beside)


def _books(view: View) -> Tile:
    rows = books_by(view)
    due, given = rows["due"].sum(), rows["given"].sum()
    told = _of(view, "books", given, due)
    return _tile(view, "books", view.words.percent(given / due) if due else "", [told])


def training_bars(view: View) -> Bars | None:
    """Trainings held for each group; none where the log tells of no training."""
    words, names = view.words, group_names(view)
    here = set(launches_by(view, by="group")["place_id"])
    rows = trainings(office_log(view), [group for group in names if group in here])
    if rows["times"].isna().all():
        return None
    most = max(1.0, rows["times"].max())
    lines = [
        Bar(names[group], times / most, words.number(times))
        for group, times in rows.itertuples(index=False)
    ]
    note = words.text("launch.trainings.note", week=max(office_weeks(view), default=0))
    return Bars(words.text("launch.trainings"), note, lines)


def reason_bars(view: View) -> Bars | None:
    """How many plans went back for each of the pack's reasons; none where none went back."""
    words, rows = view.words, plans_of_units(view)
    counts = Counter(reason for own in rows["reasons"] for reason in own)
    if not counts:
        return None
    returned = max(1, int((rows["returns"] > 0).sum()))
    options = view.pack.options_of(FormRole.PLANS, FieldRole.RETURN_REASONS)
    lines = [
        Bar(
            words.label(o.label),
            counts[o.id] / returned,
            words.number(counts[o.id]),
            option_mark(view, FormRole.PLANS, FieldRole.RETURN_REASONS, o.id),
        )
        for o in options
    ]
    note = words.text("launch.reasons.note", n=returned)
    return Bars(words.text("launch.reasons"), note, lines)
