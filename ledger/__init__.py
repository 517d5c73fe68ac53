"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.accounts import AccountRefused, Accounts, SignInRefused
from ledger.acts import (
    CUTS,
    Change,
    Checked,
    Doubt,
    Drawing,
    GivenBack,
    LockedWeek,
    Mark,
    NothingAsked,
    Opening,
    OpeningRefused,
    PaperFile,
    Plan,
    ProblemCheck,
    Receipt,
    Refused,
    RulesNotNewer,
    SettingRefused,
    StaleList,
    StalePlan,
    Step,
    Unsettled,
    WeekNotOpen,
    Word,
    rows_beside,
)
from ledger.archive import ArchiveRefused, Archives, Brought, Written
from ledger.backups import (
    Backup,
    Backups,
    backups_of,
    folder_of,
    know_packs,
    own_template,
    packs_of,
    whole_file,
)
from ledger.book import Ledger
from ledger.chain import Fault, short
from ledger.exchange import Exchange
from ledger.opening import open_ledger
from ledger.panel import UnknownRevision
from ledger.papers import ISSUED, Papers
from ledger.queries import (
    AUDIT,
    BLANKS,
    CHANGES,
    COMPLETED,
    DISPUTES,
    FINDINGS,
    FOLLOWED,
    GIVEN_BACK,
    REFUSED,
    ROSTER_SAYS,
    SUBMISSIONS,
    ByRules,
    Since,
    Trace,
    Version,
    Whole,
    corrections,
)
from ledger.record import Record
from ledger.records import (
    ORIGINALS,
    SETTINGS,
    Allowance,
    Choice,
    Entry,
    Left,
    Original,
    Staging,
    Waiting,
)
from ledger.settings import Settings
from ledger.store import (
    DamagedLedger,
    LedgerAway,
    LedgerBusy,
    LedgerFull,
    LedgerTrouble,
    NewerLedger,
    NotAllowed,
    Patience,
    ReadOnlyLedger,
    UnopenedLedger,
)
