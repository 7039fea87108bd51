"""The nightly comparison of rows and bytes."""

from procrastinate.contrib.django import app

from yangguan.foundation.files.reconcile import FilesLost, compare


@app.periodic(cron="43 2 * * *")
@app.task(name="yangguan.compare_files", queue="upkeep")
def compare_files(timestamp: int) -> None:
    """Fail, and so stay in sight of `yangguan doctor`, when the bytes of a row are lost."""
    del timestamp
    if lost := compare().lost:
        raise FilesLost(lost)
