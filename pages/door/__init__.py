"""Who comes in and looks at what: link, viewer, district, filters, the view."""

from pages.door import clock, filters, link, masthead, opened, seat, signed, states, view, way
from pages.door.crumbs import crumbs, tree_links
from pages.door.hand_out import hand_out
from pages.door.language import words_for
from pages.door.own_district import start_your_own
from pages.door.own_seat import city_districts, own_districts, own_viewer
from pages.door.parts import part_label
from pages.door.seat import Seat, current_seat
from pages.door.view import (
    Basis,
    Question,
    View,
    current_view,
    drawing,
    earlier,
    ledger_reading,
    reading,
    whole_reading,
)
from pages.door.viewer import viewer_of
