"""Found by procrastinate when the worker starts: the sweep for editions whose day has come."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from yangguan.registers.drafting.operations.publish import announce_due


# The queue counts in UTC: the first minutes of the day in Dunhuang, and each hour after them, so
# that a night without a worker is made up for.
@app.periodic(cron="2 * * * *")
@app.task(name="yangguan.announce_due_editions", queue="upkeep")
def announce_due_editions(timestamp: int) -> None:
    """Find the approved editions that take effect. `timestamp`: when the run was due, in s."""
    announce_due(at=datetime.fromtimestamp(timestamp, UTC))
