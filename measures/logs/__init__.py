"""What the logs and registers add up to: visits, launches, effort, checks on the spot."""
