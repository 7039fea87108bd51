"""`yangguan migrate`: bring the tables of the database up to date."""

from yangguan.portals.console.database import database, migrate_all
from yangguan.registers.catalogue.search_index import refresh_outdated


def migrate() -> None:
    """
    更新数据库的表结构，可重复运行。

    Bring the database tables up to date; can be run again.
    """
    with database(migrated=False):
        migrate_all()
        # What an older program has written for the search, if its form has changed.
        refresh_outdated()
