"""The sample district, loaded from a terminal, shows what it truly did."""

from __future__ import annotations

import pytest

from campaign import Cadence, load_pack
from sample_data.district import SampleDistrict, sample_district
from tests.commands.conftest import Terminal

pytestmark = pytest.mark.xdist_group("sample")
PACK = load_pack("c2023_ztjy")
KEYS = {
    "district",
    "week",
    "revision",
    "quantities",
    "standing",
    "imbalance",
    "attention",
    "findings",
}


@pytest.fixture(scope="module")
def truth() -> SampleDistrict:
    return sample_district(pack=PACK, seed=2023)


@pytest.mark.parametrize("week", [1, 2, 14, 15, 16])
def test_a_weeks_figure_is_the_sum_of_what_units_did_and_reported(
    sample: Terminal, truth: SampleDistrict, week: int
) -> None:
    """Weeks whose sheets hold no planted error; a silent unit's week is not in the sum."""
    found = sample.json("figures", "--week", PACK.calendar.week(week).iso)["quantities"]
    for quantity in (q.id for q in PACK.quantities if q.cadence is Cadence.WEEKLY):
        done = [
            activity.in_week(quantity, week)
            for name, activity in truth.activities.items()
            if (name, week) not in truth.silent
        ]
        assert found[quantity]["week"] == sum(n for n in done if n is not None), quantity


def test_figures_have_exactly_their_keys(sample: Terminal) -> None:
    document = sample.json("figures")
    assert set(document) == KEYS
    assert document["week"] == PACK.calendar.week(16).iso
    assert (document["imbalance"], document["attention"], document["findings"]) == ([], [], [])
    for quantity in document["quantities"].values():
        assert set(quantity) == {
            "cadence", "week", "cumulative", "n_reported", "n_expected", "lowest", "highest"
        }  # fmt: skip
    for line in document["standing"]:
        assert set(line) == {"place", "measure", "numerator", "denominator", "value", "plan"}
        assert set(line["place"]) == {"kind", "id", "name"}
        assert line["value"] is None or 0 <= line["value"] <= 1


@pytest.mark.parametrize(("by", "n"), [("district", 1), ("group", 10), ("type", 5), ("unit", 340)])
def test_standing_is_by_the_place_asked_for(sample: Terminal, by: str, n: int) -> None:
    standing = sample.json("figures", "--by", by)["standing"]
    assert len({line["place"]["id"] for line in standing}) == n
    assert {line["place"]["kind"] for line in standing} == {by}


def test_loading_again_adds_nothing(sample: Terminal) -> None:
    before = sample.json("figures")["revision"]
    assert sample.json("sample", "--set", "district")["workbooks"] == 0
    assert sample.json("figures")["revision"] == before


def test_figures_of_an_empty_ledger_are_refused_in_words(terminal: Terminal) -> None:
    result = terminal.run("figures", "--json")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_a_week_outside_the_campaign_is_refused(sample: Terminal) -> None:
    assert sample.run("figures", "--week", "2019-W01").exit_code == 2
