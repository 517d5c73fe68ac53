"""Paper and files: what a page shows goes in; bytes to download come out."""

from exports.copies import copy_apart
from exports.lists import csv_bytes, safe_name, xlsx_bytes
from exports.marked_copy import marked_copy
from exports.slips import Slip, slips_zip
from exports.template_book import Addressee, FormCell
from exports.templates import template, template_name, templates_zip
from exports.week_visits import Planned, VisitWeek, planned
