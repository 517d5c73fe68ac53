"""Where people sign in: plain pages before the dashboard, and the ways of other servers."""

from pages.signin.sign_in import SignIn
