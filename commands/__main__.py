"""`python -m commands …`"""

from commands import command_line

command_line()
