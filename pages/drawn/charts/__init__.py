"""What a page draws: tiles, bars, lines and grids of a view, each mark of which can be pressed."""

from pages.drawn.charts.drawing import (
    draw_org_share,
    org_share_by_type,
    reach_beside_others,
    reach_by,
    reach_over_weeks,
    sessions_per_week,
)
