"""Rectification and research on the small ledger, with a ledger of problems and without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger import Ledger, ProblemCheck
from tests.ledger.drawn import OFFICE, hour, problems
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger
from tests.pages.leadership.test_inspections import table
from tests.pages.said import text_of

PAGE, RESEARCH = "leadership/rectification/page.py", "leadership/research/page.py"
SHEET = """
    | unit | number | problem  | progress        | found_on   | due        | done_on    | checked_by |
    | U01  | 1      | 窗口等候 | claimed_done    | 2023-10-03 | 2023-10-20 | 2023-10-10 |            |
    | U01  | 2      | 文件流转 | verified_closed | 2023-10-03 | 2023-10-20 | 2023-10-10 | 区纪委监委 |
    | U03  | 1      | 制度修订 | stage_done      | 2023-10-03 | 2023-11-20 | 2023-10-10 |            |
    | U05  | 1      | 走访群众 | in_progress     | 2023-10-03 | 2023-10-30 |            | .          |
"""


def with_problems(url: str) -> Ledger:
    ledger = filled_ledger(url)
    sheet = problems(SHEET, version="1")
    ledger.accept(ledger.plan("sample", sheet), by=OFFICE, received_at=hour(400))
    return ledger


@pytest.fixture(scope="module")
def problem_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = url_of(tmp_path_factory.mktemp("problems"))
    with_problems(url).close()
    return url


def test_both_rates_are_told_with_their_sums(opened: Opened, problem_url: str) -> None:
    said = text_of(opened(problem_url, PAGE, lang="zh_CN"))
    assert "台账共列问题4个，核查销号25.0%（1/4），含阶段性完成50.0%（2/4）" in said
    assert "逾期未销号1个；单位报完成、待核查1个。" in said
    assert "3/12家单位有台账" in said
    assert "尚未收到书面反馈清单，期数和问题数不详。" in said
    rows = table(opened(problem_url, PAGE, lang="zh_CN"), "核查单位")
    assert rows["责任单位"].tolist() == ["区委办公室", "区委办公室", "区财政局", "东城街道"]


WHOLE = """
    | unit | number | problem  | section | stage_goal | measures | progress    | found_on   | due        |
    | U01  | 1      | 窗口等候 | 综合科  | 缩短等候   | 增设窗口 | in_progress | 2023-10-03 | 2023-10-20 |
    | U01  | 2      | 文件流转 | 综合科  | 当日流转   | {second} | in_progress | 2023-10-03 | 2023-10-20 |
"""


@pytest.mark.parametrize(
    ("second", "said", "not_said"),
    [
        ("网上流转", "五要素五项齐全100%（2/2）", "责任主体"),
        ("", "五要素五项齐全50.0%（1/2）问题内容", "五项齐全1"),
    ],
)
def test_five_elements_that_all_lines_tell_are_one_line(
    opened: Opened, tmp_path: Path, second: str, said: str, not_said: str
) -> None:
    url = url_of(tmp_path)
    ledger = filled_ledger(url)
    sheet = problems(WHOLE.format(second=second), version="1")
    ledger.accept(ledger.plan("sample", sheet), by=OFFICE, received_at=hour(400))
    ledger.close()
    page = "".join(text_of(opened(url, PAGE, lang="zh_CN")).split())
    assert said in page
    assert not_said not in page


def test_a_group_sees_its_own_units_problems(opened: Opened, problem_url: str) -> None:
    said = text_of(opened(problem_url, PAGE, lang="zh_CN", door="groups", seat="g03"))
    assert "台账共列问题1个" in said
    assert "窗口等候" not in said


def test_a_check_by_another_body_moves_the_rate(opened: Opened, tmp_path: Path) -> None:
    url = url_of(tmp_path)
    ledger = with_problems(url)
    line = ledger.registers.versions("sample", OFFICE, "problem_ledger").iloc[0]
    place = {name: int(line[name]) for name in ("submission_id", "row")}
    told = {name: str(line[name]) for name in ("unit_id", "sender", "key")}
    check = ProblemCheck(**place, **told, passed=True, on="2023-10-25", body="g01")
    assert "25.0%（1/4）" in text_of(opened(url, PAGE, lang="zh_CN"))
    ledger.registers.check_problem("sample", check, by=OFFICE, at=hour(500))
    ledger.close()
    app = opened(url, PAGE, lang="zh_CN")
    assert "核查销号50.0%（2/4）" in text_of(app)
    assert table(app, "核查单位")["核查单位"].tolist()[0] == "第一指导组"


@pytest.mark.parametrize(
    ("page", "form"), [(PAGE, "问题清单及整改台账"), (RESEARCH, "调研课题台账")]
)
def test_without_a_ledger_nothing_is_known_and_the_page_says_so(
    opened: Opened, filled_url: str, page: str, form: str
) -> None:
    said = text_of(opened(filled_url, page, lang="zh_CN"))
    assert f"还没有{form}" in said
    assert "情况不详，不等于没有" in said
