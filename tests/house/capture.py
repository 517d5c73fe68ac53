"""What the program gives today, as digests: `python -m tests.house.capture` writes them down again.

Two files stand beside this one: `quick.json` is compared in every run of the tests, `whole.json`
under SOAK=1. A change that is to change no figure, no word and no stored byte leaves both alone.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from campaign import LOCALES
from commands.package import write_package
from ledger import Ledger, open_ledger
from tests.house import ledgers
from tests.house.clock import NOW
from tests.house.digests import Digests, of_archive, of_document, of_tables, packing
from tests.house.ledgers import OFFICE, OPERATOR, PACK, REPLAY, SAMPLE
from tests.house.seen import PAGES, Look, seen
from tests.house.terminal import printed

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared"
OTHERS = ("corpus/cn_sstqa", "corpus/fixtures", "corpus/intl_messy", "field_cases")
"""Workbooks that the product does not ship, in folders that may be beside the project."""
WRONG = Path(__file__).parents[2] / "sample_data" / "wrong"
PLACES = ("unit", "group", "type", "district")
FAILED = "an exception"
"""Stands for the digest of a page that shows nothing but its failure."""
STORED = "stored"
"""Part of the keys that depend on how the machine packs: stored bytes, and hashes of them."""


def quick(folder: Path) -> Digests:
    """The replay of the report, a few of its weeks, every page as it opens, the wrong workbooks."""
    url = _url(folder)
    with ledgers.made(url) as ledger:
        ledgers.load(ledger, folder / "sent", "replay")
    found = stored(url, folder, "replay")
    for number in (2, 10):
        found |= figures(url, REPLAY, PACK.calendar.week(number).iso)
    found |= findings(url, REPLAY)
    found |= pages(url, looks(REPLAY, {"plain": {}, "early": {"week": PACK.calendar.week(3).iso}}))
    found |= inspected(WRONG, "wrong", locales=("zh_CN",))
    return found


def whole(folder: Path) -> Digests:
    """Both sets in one ledger, an office's work on one of them, every week, view and workbook."""
    url = _url(folder)
    with ledgers.made(url) as ledger:
        ledgers.load(ledger, folder / "replay", "replay")
        ledgers.load(ledger, folder / "district", "district")
        cut = ledgers.work(ledger, folder / "district")
    found = stored(url, folder, "both")
    for district in (REPLAY, SAMPLE):
        for week in PACK.calendar.weeks:
            found |= figures(url, district, week.iso)
        found |= findings(url, district)
        found |= pages(url, looks(district, _views(url, district)))
    iso = PACK.calendar.week(ledgers.REOPENED).iso
    found |= figures(url, SAMPLE, iso, as_of=cut)
    for sent in ("replay", "district"):
        found |= inspected(folder / sent, sent, roster=folder / sent / "单位名册.xlsx")
    found |= inspected(WRONG, "wrong", roster=folder / "district" / "单位名册.xlsx")
    for name in (name for name in OTHERS if (SHARED / name).is_dir()):
        found |= inspected(SHARED / name, name)
    return found | package(url, folder)


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def stored(url: str, folder: Path, name: str) -> Digests:
    """Every table of the ledger, every member of its backup, and what `verify` says of it."""
    found = _below(f"{name}/{STORED}/tables", of_tables(folder / "ledger.db"))
    with ledgers.made(url) as ledger:
        archive = io.BytesIO()
        ledger.archives.back_up(archive, at=NOW)
    found |= _below(f"{name}/{STORED}/backup", of_archive(archive.getvalue()))
    found[f"{name}/{STORED}/verify"] = of_document([printed(url, "verify"), _heads(url)])
    return found


def _heads(url: str) -> list[list[str]]:
    ledger = open_ledger(url)
    ids = [district.id for district in ledger.districts()]
    heads = [[i, *_in_pairs(ledger.record.head(i))] for i in ids]
    ledger.close()
    return heads


def _in_pairs(hash_: str) -> Iterator[str]:
    """A hash cut in two, so that it is no file's hash to `of_document`."""
    yield from (hash_[:32], hash_[32:])


def package(url: str, folder: Path) -> Digests:
    """The sample district's package with its lists, and the ledger it is brought into."""
    path, other = folder / "package.zip", folder / "other"
    with ledgers.made(url) as ledger:
        district = next(d for d in ledger.districts() if d.id == SAMPLE)
        write_package(ledger, district, path)
    with ledgers.made(_url(other)) as ledger, path.open("rb") as file:
        ledger.archives.take_package(file, by=OPERATOR, at=NOW)
    found = _below(f"package/{STORED}/members", of_archive(path.read_bytes()))
    return found | stored(_url(other), other, "package")


def figures(url: str, district: str, week: str, *, as_of: int | None = None) -> Digests:
    """`figures --json` of a week, by every kind of place."""
    found: Digests = {}
    known = () if as_of is None else ("--as-of", str(as_of))
    name = f"{district}/figures/{week}" if as_of is None else f"{district}/figures/{week}/as_of"
    for by in PLACES:
        words = ("figures", "--district", district, "--week", week, "--by", by, *known)
        document = printed(url, *words)
        found[f"{name}/standing by {by}"] = of_document(document.pop("standing"))
        if by == PLACES[0]:
            found |= {f"{name}/{part}": of_document(it) for part, it in document.items()}
        else:
            found[f"{name}/beside by {by}"] = of_document(document)
    return found


def findings(url: str, district: str) -> Digests:
    """The doubts that the ledger keeps, by their code."""
    ledger = open_ledger(url)
    listed = ledger.findings(district, OFFICE)
    ledger.close()
    return {
        f"{district}/findings/{code}": of_document(lines.astype(str).to_dict("records"))
        for code, lines in listed.groupby("code")
    }


def looks(district: str, views: dict[str, dict[str, str]]) -> Iterator[Look]:
    """Every page in every view and language."""
    for page in PAGES:
        for view, said in views.items():
            for locale in LOCALES:
                name = f"{district}/pages/{page}/{view}/{locale}"
                yield Look(page, name, {"district": district, "lang": locale, **said})


def _views(url: str, district: str) -> dict[str, dict[str, str]]:
    ledger: Ledger = open_ledger(url)
    unit = ledger.roster(district).units[9]
    ledger.close()
    early, cut = PACK.calendar.week(3).iso, PACK.calendar.week(ledgers.REOPENED).iso
    return {
        "plain": {},
        "early": {"week": early},
        "group": {"group": "g03"},
        "type": {"type": "section_team", "week": early},
        "unit": {"unit": unit.id},
        "leadership": {"door": "leadership"},
        "seat": {"door": "groups", "seat": unit.group_id},
        "cut": {"week": cut, "clock": "cut"},
    }


def pages(url: str, wanted: Iterable[Look]) -> Digests:
    """Everything that is seen of pages; heads of the audit chain stand on some of them."""
    found: Digests = {}
    for look in wanted:
        tells_head = look.page == "office/record" or "clock" in look.said
        name = f"{look.view}/{STORED}" if tells_head else look.view
        shown = seen(url, look)
        found[name] = of_document(shown) if shown else FAILED
    return found


def inspected(
    folder: Path, name: str, *, roster: Path | None = None, locales: Iterable[str] = LOCALES
) -> Digests:
    """`inspect --json` of every file of a folder, in each language."""
    left_out = {".json", ".md"} if name in OTHERS else {".json", ".md", ".csv"}
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.suffix not in left_out)
    known = ("--roster", roster) if roster else ()
    found: Digests = {}
    for locale in locales:
        told = printed("", "inspect", *files, *known, "--lang", locale)
        for document in told["files"]:
            found[f"inspect/{name}/{locale}/{document['file']}"] = of_document(document)
    return found


def _below(name: str, found: Digests) -> Digests:
    return {f"{name}/{key}": value for key, value in found.items()}


def recorded(name: str) -> Digests:
    """What was written down; without the keys of stored bytes where this machine packs otherwise."""
    told = _written(name)
    return comparable(told["digests"], told["packing"])


def packed(name: str) -> str:
    """How the machine packed on which a file was written."""
    return str(_written(name)["packing"])


def _written(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return told


def comparable(found: Digests, its_packing: str) -> Digests:
    """The keys that can be compared with those of a machine that packs so."""
    if its_packing == packing():
        return found
    return {key: value for key, value in found.items() if STORED not in key.split("/")}


def write_down() -> None:
    """Write both files again, and say how much stands in each."""
    for name, capture in (("quick", quick), ("whole", whole)):
        with tempfile.TemporaryDirectory() as folder:
            found = capture(Path(folder))
        if FAILED in found.values():
            raise RuntimeError(f"these pages fail: {[k for k, v in found.items() if v == FAILED]}")
        told = {"packing": packing(), "digests": dict(sorted(found.items()))}
        text = json.dumps(told, ensure_ascii=False, indent=0)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {len(found)} digests\n")


if __name__ == "__main__":
    write_down()
