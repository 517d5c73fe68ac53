"""A campaign pack made from another, and packs as folders to take away."""
