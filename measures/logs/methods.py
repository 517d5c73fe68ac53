"""How visits are made: VISITS and a panel go in; how many were on site, heard reports or checked at
random, and how even the methods are, comes out (docs/design.md §8.8)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, OptionRole, Panel
from measures.counting import frame_of, shape
from measures.logs.inspections import placed_visits, visits_by_method
from measures.statistics import evenness

METHOD_MIX = shape("METHOD_MIX")
"""One line a place with a visit that names a method: its visits, those on site (in person or at
random), that heard reports, that checked at random, their shares, and Shannon's evenness of the
methods. A visit by several methods is one in each."""

_ON_SITE = (OptionRole.RANDOM, OptionRole.IN_PERSON)


def method_mix(
    visits: pd.DataFrame, panel: Panel, pack: CampaignPack, *, by: str = "district"
) -> pd.DataFrame:
    """METHOD_MIX since the launch; empty where no method of the pack has a role."""
    options = pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)
    role = {option.id: option.role for option in options if option.role}
    kept = placed_visits(visits, panel, by) if role and panel.weeks else visits.iloc[:0]
    kept = kept[kept["methods"].map(len) > 0]
    if kept.empty:
        return METHOD_MIX.frame()
    told = _roles_told(kept, role)
    used = visits_by_method(visits, panel, pack, by=by)
    places = [place for place in dict.fromkeys(used["place_id"]) if place in set(told["place_id"])]
    counts = told.groupby("place_id")[["on_site", "heard", "random"]].sum().loc[places]
    n = told.groupby("place_id").size().loc[places].to_numpy()
    table = used.pivot(index="place_id", columns="method", values="visits").loc[places]
    return frame_of(
        METHOD_MIX,
        place_kind=by,
        place_id=places,
        visits=n,
        **{str(name): counts[name].to_numpy() for name in counts},
        **{f"{name}_share": counts[name].to_numpy() / n for name in counts},
        evenness=evenness(table.to_numpy(dtype=np.float64)),
    )


def _roles_told(kept: pd.DataFrame, role: Mapping[str, OptionRole]) -> pd.DataFrame:
    """The visits with a flag each for on site, heard and random."""
    roles = kept["methods"].map(lambda methods: {role.get(method) for method in methods})
    return kept.assign(
        on_site=roles.map(lambda own: not own.isdisjoint(_ON_SITE)),
        heard=roles.map(lambda own: OptionRole.HEARD in own),
        random=roles.map(lambda own: OptionRole.RANDOM in own),
    )
