"""Cached readings: a view goes in; the small frames behind its figures come out."""
