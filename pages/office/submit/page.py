"""What came in, what was understood, what is wrong and where, and what would storing it change?"""

from __future__ import annotations

from campaign import Door, pack_of
from pages.door import current_seat
from pages.office.submit.desk import Desk
from pages.office.submit.hand_in import hand_in
from pages.office.submit.layout import drop_box, submit

seat = current_seat()
if seat.viewer.door is Door.UNIT:
    hand_in(seat, Desk(seat.district, seat.viewer, pack_of(seat.district)), drop=drop_box)
else:
    submit()
