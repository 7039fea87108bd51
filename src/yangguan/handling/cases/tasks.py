"""Found by procrastinate when the worker starts: the sweep for applications nobody answered."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from yangguan.handling.cases.operations.accept_by_silence import announce_unanswered


# The queue counts in UTC: after midnight in Dunhuang, and twice while offices are open, so that a
# night without a worker is made up for on the same day.
@app.periodic(cron="23 0,6,16 * * *")
@app.task(name="yangguan.announce_unanswered", queue="upkeep")
def announce_unanswered_cases(timestamp: int) -> None:
    """Find what silence has accepted. `timestamp`: when the run was due, in s."""
    announce_unanswered(at=datetime.fromtimestamp(timestamp, UTC))
