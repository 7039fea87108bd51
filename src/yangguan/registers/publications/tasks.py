"""Found by procrastinate when the worker starts: the sweep for what is planned to be published."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from yangguan.registers.publications.operations.publish import announce_due


@app.periodic(cron="* * * * *")
@app.task(name="yangguan.announce_due_publications", queue="upkeep")
def announce_due_publications(timestamp: int) -> None:
    """Find what is to be published by now. `timestamp`: when the run was due, in s."""
    announce_due(at=datetime.fromtimestamp(timestamp, UTC))
