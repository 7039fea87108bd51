"""Expected failures of commands: one clear line for the person at the terminal, no traceback."""


class CommandFailed(Exception):
    """The command could not do what was asked; the message says why and what to do (exit 1)."""
