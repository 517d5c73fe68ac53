"""Papers of the office: the figures of one cut go in; a Word file and the list of its sources come
out."""

from exports.papers.bulletin import bulletin, weekly_title
from exports.papers.paper import Block, Cut, Field, Paper, Passage, Table, passage, plain
from exports.papers.sources import sources_xlsx
from exports.papers.word_file import docx_bytes

__all__ = [
    "Block",
    "Cut",
    "Field",
    "Paper",
    "Passage",
    "Table",
    "bulletin",
    "docx_bytes",
    "passage",
    "plain",
    "sources_xlsx",
    "weekly_title",
]
