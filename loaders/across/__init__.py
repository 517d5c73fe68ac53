"""What is only seen across tables or files: one unit reported twice."""

from loaders.across.files import shared_units
from loaders.across.tables import settle_repeats
