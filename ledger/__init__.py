"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.accounts import AccountRefused, SignInRefused
from ledger.acts import (
    Change,
    Checked,
    Doubt,
    Drawing,
    GivenBack,
    LockedWeek,
    Mark,
    NothingAsked,
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
from ledger.archive import ArchiveRefused, Brought, Written
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
from ledger.chain import Fault, short, told_in
from ledger.opening import open_ledger
from ledger.panel import UnknownRevision
from ledger.queries import (
    CHANGES,
    FINDINGS,
    ROSTER_SAYS,
    SUBMISSIONS,
    ByRules,
    Judge,
    Judgement,
    Promise,
    Since,
    Trace,
    Version,
    Whole,
    corrections,
    promises,
    standing_steps,
)
from ledger.records import (
    ORIGINALS,
    Allowance,
    Choice,
    Entry,
    Left,
    Staging,
    Waiting,
)
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
