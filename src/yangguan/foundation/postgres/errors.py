"""What can go wrong with the private server, each told in one line that says what to do."""


class PostgresError(Exception):
    """The private PostgreSQL server could not do what was asked; the message is for people."""


class NoUsableBinaries(PostgresError):
    """Neither the packaged binaries nor a PostgreSQL 15 or newer of this machine can be run."""


class NoServerAccount(PostgresError):
    """Started as root, and the system user that must own the server cannot be made or used."""


class ServerDidNotStart(PostgresError):
    """The server ended during its start; the message holds the last lines of its log."""


class ServerDidNotStop(PostgresError):
    """The server is still there after the time it was given to end."""


class BadLocation(PostgresError):
    """`DATABASE_URL` or the file that describes the private server cannot be understood."""
