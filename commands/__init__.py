"""The same work from a terminal or a scheduler."""

from commands.command_line import command_line
