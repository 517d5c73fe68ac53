"""Whether the ledger still is as it must be: its chain, its rows, what counts."""

from ledger.verify.district import faults, faults_of_all
