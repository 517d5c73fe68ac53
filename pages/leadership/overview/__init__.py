"""The district on one screen."""
