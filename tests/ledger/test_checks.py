"""A draw and what was found on it are lines of the chain; the seed is nobody's choice."""

from __future__ import annotations

from campaign import Door, Viewer
from ledger import Checked, Drawing, Ledger
from tests.ledger.drawn import DISTRICT, OFFICE, hour

FRAME = {"A": 1.0, "B": 2.5}


def test_a_draw_keeps_its_frame_and_takes_the_chains_head_for_its_seed(ledger: Ledger) -> None:
    head, revision = ledger.record.head(DISTRICT.id), ledger.revision(DISTRICT.id)
    ledger.checks.draw(DISTRICT.id, Drawing(3, 2, FRAME), by=OFFICE, at=hour(1))
    (row,) = ledger.checks.draws(DISTRICT.id, OFFICE).to_dict("records")
    assert (row["week"], row["size"], row["seed"], row["frame"]) == (3, 2, head, FRAME)
    assert ledger.revision(DISTRICT.id) == revision, "no figure changes by it"
    assert ledger.record.verify(DISTRICT.id) == ()


def test_the_last_word_on_a_figure_counts_and_every_word_stays_in_the_chain(
    ledger: Ledger,
) -> None:
    ledger.checks.draw(DISTRICT.id, Drawing(3, 2, FRAME), by=OFFICE, at=hour(1))
    seq = int(ledger.checks.draws(DISTRICT.id, OFFICE)["seq"].iloc[0])
    for found in (4, 5):
        told = Checked(
            seq, 3, {"A": {"q": 5}, "B": {"q": None}}, {"A": {"q": found}, "B": {"q": 1}}
        )
        ledger.checks.enter(DISTRICT.id, told, by=Viewer(Door.CHECKER), at=hour(found))
    rows = ledger.checks.found(DISTRICT.id, OFFICE).set_index("unit_id")
    assert rows.loc["A", ["draw", "week", "claimed", "verified"]].tolist() == [seq, 3, 5, 5]
    assert rows["claimed"].isna().to_dict() == {"A": False, "B": True}
    assert (ledger.record.audit(DISTRICT.id, OFFICE)["action"] == "check").sum() == 2


def test_a_guidance_group_sees_no_draw_of_the_whole_district(ledger: Ledger) -> None:
    ledger.checks.draw(DISTRICT.id, Drawing(3, 2, FRAME), by=OFFICE, at=hour(1))
    group = Viewer(Door.GROUPS, group_id="g01")
    assert ledger.checks.draws(DISTRICT.id, group).empty
    assert ledger.checks.found(DISTRICT.id, group).empty
