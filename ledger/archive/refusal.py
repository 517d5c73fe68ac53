"""Why an archive was not taken in; nothing of it is in the ledger."""

from __future__ import annotations

from campaign import Wording


class ArchiveRefused(Exception):  # noqa: N818
    """An archive cannot be brought in. `code` and `params` say what and where (`archive.<code>`).

    no_archive: the file is none · no_manifest: its list of contents cannot be read · version: it
    was written by another version · missing: a file of it is not there · changed: a file is not
    what the list says · rows: a table has another number of rows · line: a line is no row of its
    table · foreign: a row is of no district of the archive · not_empty: the ledger holds districts
    already · taken: it holds this district · no_package, no_backup: an archive of the other kind ·
    figures: what counts afterwards is not what counted before · unsound: the check finds damage.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        told = "; ".join(f"{name} {value}" for name, value in params.items())
        super().__init__(f"{code}: {told}" if told else code)

    def words(self, words: Wording) -> str:
        """The refusal as a sentence."""
        return words.text(f"archive.{self.code}", **self.params)
