"""A draft is proof-read: a Word file and the figures of one cut go in; what each number says beside
what it should, and a copy with comments, come out."""

from exports.proof.draft import draft_apart, marked_apart
from exports.proof.remarks import Remark, Verdict, remarks, spoken_in
