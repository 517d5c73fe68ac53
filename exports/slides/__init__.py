"""Slides for the meeting: the figures of one cut go in; a deck, a file for PowerPoint and WPS, and
a workbook of the same come out."""

from exports.slides.chart_book import chart_book
from exports.slides.deck import Deck, Drawn, Slide
from exports.slides.drawing import deck_at
from exports.slides.meeting import meeting_title
from exports.slides.pptx_file import pptx_bytes
