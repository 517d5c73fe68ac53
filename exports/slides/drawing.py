"""The meeting's deck of a cut: a ledger, a viewer and a cut go in; the Deck comes out."""

from __future__ import annotations

from dataclasses import replace

from campaign import District, Viewer, Wording
from exports.papers import Cut, behind, known_at
from exports.slides.deck import Deck
from exports.slides.meeting import meeting
from ledger import Ledger


def deck_at(ledger: Ledger, district: District, viewer: Viewer, cut: Cut, words: Wording) -> Deck:
    """The slides of all that a viewer knows at a cut; the same cut gives the same."""
    known = known_at(ledger, district, viewer, cut, words)
    found = known.beside.findings(known.panel, known.pack)
    deck = meeting(known.panel, known.pack, cut, words, findings=found)
    return replace(deck, behind=behind(ledger, district, viewer, known))
