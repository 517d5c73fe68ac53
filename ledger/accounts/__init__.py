"""Who may sign in and as what: accounts, roles, sessions, the chain of what was done to them."""

from ledger.accounts.accounts import Accounts, SignInRefused
from ledger.accounts.lines import account_faults
from ledger.accounts.people import AccountRefused, carry_role
