"""Which numbers of a draft agree with the week's cut, and which do not?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.proof.layout import proof

proof(current_seat())
