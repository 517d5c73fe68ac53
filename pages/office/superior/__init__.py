"""The form of an office above: mapped once, filled every week from the cut."""
