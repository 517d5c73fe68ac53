"""Papers of the office: the figures of one cut go in; a Word file and the list of its sources come
out."""

from exports.papers.behind import behind
from exports.papers.beside import Beside, beside_of
from exports.papers.corrections import Correction
from exports.papers.covering import COVERING, covering_note
from exports.papers.drawing import (
    KINDS,
    SINGLE,
    as_it_stands,
    corrected,
    known_at,
    paper_file,
    papers_of,
    visit_of,
)
from exports.papers.facts import fact_words
from exports.papers.paper import Cut, Field, Paper, Passage, Section, Table, passage, plain
from exports.papers.sources import papers_zip, sources_xlsx
from exports.papers.template import TemplateFault, docx_bytes
from exports.papers.visit import VISIT
