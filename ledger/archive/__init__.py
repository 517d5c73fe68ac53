"""The ledger as files of no engine: backup and package, and both brought in again."""

from ledger.archive.archives import Archives
from ledger.archive.file import ArchiveRefused
from ledger.archive.restore import Brought
from ledger.archive.writing import Written
