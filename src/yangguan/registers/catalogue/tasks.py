"""Found by procrastinate when the worker starts: upkeep of the search, every night."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from yangguan.registers.catalogue.operations.missed_searches import purge_missed_searches
from yangguan.registers.catalogue.search_index import refresh_outdated


@app.periodic(cron="37 3 * * *")
@app.task(name="yangguan.purge_missed_searches", queue="upkeep")
def purge_searches(timestamp: int) -> None:
    """Forget old searches. `timestamp`: when the run was due, in s."""
    purge_missed_searches(on=timezone.localdate(datetime.fromtimestamp(timestamp, UTC)))


@app.periodic(cron="47 3 * * *")
@app.task(name="yangguan.refresh_search", queue="upkeep")
def refresh_search(timestamp: int) -> None:
    """Write anew what an older version of the program has written for the search."""
    del timestamp
    refresh_outdated()
