"""Found by procrastinate when the worker starts: the jobs, and the sweeps that keep them moving."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yangguan.foundation.events.jobs import deliver

__all__ = ["deliver", "purge_finished_jobs", "requeue_stalled_jobs"]

# A worker writes its heartbeat every 10 s; silence for this long means that it was killed.
SILENT_SECONDS = 60
KEEP_FINISHED_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(name="yangguan.requeue_stalled_jobs", queue="upkeep", pass_context=True)
async def requeue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Take up the jobs of workers that were killed. Safe to run at any time."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="yangguan.purge_finished_jobs", queue="upkeep", pass_context=True)
async def purge_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that have succeeded; failed ones stay until somebody has looked at them."""
    del timestamp
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS)
