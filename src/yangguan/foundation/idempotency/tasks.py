"""Found by procrastinate when the worker starts: old replies are removed every night."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from yangguan.foundation.idempotency import store


@app.periodic(cron="27 3 * * *")
@app.task(name="yangguan.purge_idempotent_replies", queue="upkeep")
def purge_idempotent_replies(timestamp: int) -> None:
    """Remove replies that nobody will ask for again. `timestamp`: when the run was due, in s."""
    store.purge(at=datetime.fromtimestamp(timestamp, UTC))
