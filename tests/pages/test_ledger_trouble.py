"""A ledger that cannot serve is said in words, with figures shown as long as they can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from ledger import LedgerTrouble
from pages.door import opened
from pages.door.language import words_for
from tests.pages.driven import driven
from tests.pages.filled import filled_ledger
from tests.pages.office.test_submit import CLEAN, drop, workbook


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a filled ledger, which the pages will open."""
    file = tmp_path / "ledger.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    filled_ledger(f"sqlite:///{file}").close()
    yield file
    opened.ledger().close()


def page(locale: str = "zh_CN") -> AppTest:
    """The first page, as the office opens it."""
    app = driven(lang=locale).run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    """Every word of the page's notices."""
    return "\n".join(html.body for html in app.get("html") if "notice" in html.body)


@contextmanager
def of_a_newer_version(path: Path) -> Iterator[None]:
    """A newer program wrote the file meanwhile."""
    with closing(sqlite3.connect(path)) as file:
        with file:
            (now,) = file.execute("SELECT version_num FROM alembic_version").fetchone()
            file.execute("UPDATE alembic_version SET version_num = '0099'")
        yield
        with file:
            file.execute("UPDATE alembic_version SET version_num = ?", (now,))


@pytest.mark.parametrize(
    ("locale", "title"),
    [("zh_CN", "台账由更新版本的程序写成"), ("en", "A newer program wrote this ledger")],
)
def test_a_newer_ledger_is_said_and_opens_once_the_program_is_new_enough(
    path: Path, locale: str, title: str
) -> None:
    with of_a_newer_version(path):
        assert title in said(page(locale))
    assert title not in said(page(locale))


def test_a_damaged_ledger_is_said(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 8 // 4096 * 4096])
    assert "台账文件损坏" in said(page())
    path.write_bytes(whole)


@pytest.mark.parametrize(
    ("pragma", "title"),
    [("query_only=ON", "台账目前只能查看"), ("max_page_count=1", "存放台账的磁盘已满")],
)
def test_a_file_that_cannot_be_stored_stays_on_the_desk_and_figures_stay_shown(
    path: Path, pragma: str, title: str
) -> None:
    ledger = opened.ledger()

    def forbid(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    assert path.is_file()
    before = ledger.revision("sample")
    sa.event.listen(ledger._reading, "checkout", forbid)
    app = page()
    assert "▲" not in said(app)
    app.switch_page("office/submit/page.py").run()
    app = drop(app, ("周报.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    assert not app.exception, app.exception
    assert title in said(app)
    assert len(app.dataframe[0].value) == 1
    assert ledger.revision("sample") == before
    sa.event.remove(ledger._reading, "checkout", forbid)
    ledger._reading.dispose()
    app.button(key="accept").click().run()
    assert title not in said(app)
    assert ledger.revision("sample") == before + 1


def test_every_trouble_has_words_in_both_languages() -> None:
    kinds = list(LedgerTrouble.__subclasses__())
    for kind in kinds:
        kinds += kind.__subclasses__()
    for locale in ("zh_CN", "en"):
        words = words_for(locale)
        for kind in kinds:
            for part in ("title", "body"):
                assert words.text(f"trouble.{kind.code}.{part}")
