"""The office sees how old its last backup is, makes one, and brings it into a new ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import wording
from ledger import Backups, Ledger, backups_of, open_ledger
from pages.office.record.words import age_words
from tests.pages.conftest import Opened
from tests.pages.filled import own_and_filled_ledger
from tests.pages.said import text_of

PAGE = "office/record/page.py"


@pytest.fixture
def ledger(own_url: str) -> Iterator[Ledger]:
    """A filled ledger that a test may change."""
    found = own_and_filled_ledger(own_url)
    yield found
    found.close()


@pytest.fixture
def backups(own_url: str) -> Backups:
    """Its backups."""
    return backups_of(own_url)


def page(opened: Opened, own_url: str, **said: str) -> AppTest:
    """The page as the office opens it."""
    app = opened(own_url, PAGE, **{"lang": "zh_CN", "district": "sample", **said})
    assert not app.exception, app.exception
    return app


def test_it_says_that_there_is_none_and_after_a_press_how_old_it_is(
    opened: Opened, own_url: str, ledger: Ledger, backups: Backups
) -> None:
    app = page(opened, own_url)
    assert "还没有备份" in text_of(app)
    assert not [button for button in app.button if button.key == "restore_do"]
    app.button(key="back_up").click().run()
    assert not app.exception
    (backup,) = backups.listed()
    assert backup.made_at > datetime.now(UTC) - timedelta(minutes=5)
    assert any(f"已备份到 {backup.path.name}：" in it.value for it in app.info)
    assert "最近一次备份：不到1小时前" in text_of(app)
    assert backup.path.name in text_of(app)
    assert len(ledger.districts()) == 2, "every district is in it"


def test_one_made_by_the_command_days_ago_is_told_with_its_true_age(
    opened: Opened, own_url: str, ledger: Ledger, backups: Backups, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "usb" / "copy.zip"
    backups.make(ledger, at=datetime.now(UTC) - timedelta(days=3, hours=1), path=elsewhere)
    backups.remember(elsewhere)
    told = text_of(page(opened, own_url))
    assert "最近一次备份：3天前" in told
    assert "copy.zip" in told
    assert "Last backup: 3 days ago" in text_of(page(opened, own_url, lang="en"))


def test_a_backup_is_restored_into_a_new_ledger_and_the_old_one_goes_on(
    opened: Opened, own_url: str, ledger: Ledger, backups: Backups
) -> None:
    backups.make(ledger, at=datetime.now(UTC))
    app = page(opened, own_url)
    app.button(key="restore_do").click().run()
    assert not app.exception
    (path,) = backups.folder.parent.glob("restored-*.db")
    told = [it.value for it in app.warning]
    assert any("文件摘要不完整" in line for line in told), "what was damaged comes back and is told"
    assert any("sample：已恢复到版本" in line and "逐项一致" in line for line in told)
    assert any(f"已在台账旁存为 {path.name}" in line for line in told)
    again = open_ledger(f"sqlite:///{path}")
    assert again.revision("sample") == ledger.revision("sample")
    again.close()


def test_a_sound_one_is_restored_without_a_warning(opened: Opened, own_url: str) -> None:
    app = page(opened, own_url, district="own")
    app.button(key="back_up").click().run()
    app.button(key="restore_do").click().run()
    assert any("逐项一致" in it.value for it in app.info)
    assert len(app.warning) == 0


@pytest.mark.usefixtures("ledger")
def test_what_is_not_whole_is_named_and_counts_for_nothing(
    opened: Opened, own_url: str, backups: Backups
) -> None:
    backups.folder.mkdir()
    (backups.folder / "ledger-half.zip").write_bytes(b"PK")
    app = page(opened, own_url)
    assert "还没有备份" in text_of(app)
    assert any("ledger-half.zip" in it.value for it in app.warning)


@pytest.mark.usefixtures("ledger")
def test_a_disk_that_does_not_take_it_is_told_in_words(
    opened: Opened, own_url: str, backups: Backups
) -> None:
    """A file lies where the folder should be made."""
    app = page(opened, own_url)
    backups.folder.write_bytes(b"")
    app.button(key="back_up").click().run()
    assert not app.exception
    assert any("未完成" in it.value for it in app.warning)


def test_before_the_first_roster_it_stands_there_too(opened: Opened, own_url: str) -> None:
    app = page(opened, own_url, district="own")
    assert "还没有备份" in text_of(app)


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(minutes=59), "不到1小时前"),
        (timedelta(hours=1), "1小时前"),
        (timedelta(hours=23, minutes=59), "23小时前"),
        (timedelta(days=1), "1天前"),
        (timedelta(days=40, hours=23), "40天前"),
        (-timedelta(days=2), "不到1小时前"),
    ],
)
def test_an_age_is_told_in_whole_hours_or_days(age: timedelta, told: str) -> None:
    assert age_words(age, wording("zh_CN")) == told
