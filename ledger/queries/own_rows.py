"""Who stores a submission and what it holds go in; what lets it be stored comes out, or a refusal.

A right says that somebody may store; what a group or a unit stores must be its own as well: by its
rows, and by the sender, whose figures might else go before another's.
"""

from __future__ import annotations

from campaign import Right, Submission
from ledger.queries.scope import Scope
from ledger.store import Grant, NotAllowed

BEYOND = "A01"


def grant_to_accept(scope: Scope, submission: Submission) -> Grant:
    """The grant to store a submission. Raises NotAllowed for who may store none, or not these
    rows."""
    grant = Grant(scope.viewer, Right.ACCEPT)
    if scope.viewer.is_scoped and not _is_own(scope, submission):
        raise NotAllowed(scope.viewer, Right.ACCEPT, code=BEYOND)
    return grant


def _is_own(scope: Scope, submission: Submission) -> bool:
    """Whether every row and the sender are the viewer's own; a roster is nobody's but the
    office's."""
    rows = submission.rows
    if "type_id" in rows.columns or not scope.sees_sender(submission.source.sender):
        return False
    units = {*rows["unit_id"][rows["accepted"]], *(cell.unit_id for cell in submission.extra)}
    groups = set(rows["group_id"][rows["unit_id"] == ""]) if "group_id" in rows.columns else set()
    is_mine = all(scope.sees_unit(str(unit)) for unit in units - {""})
    return is_mine and groups <= {scope.viewer.group_id} and ("" not in units or bool(groups))
