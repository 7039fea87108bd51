"""Checks of `yangguan doctor` that ask the database: itself, the job queue, its clock."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from yangguan.foundation.events.tasks import SILENT_SECONDS
from yangguan.foundation.files.reconcile import compare
from yangguan.portals.console.database import pending_migrations
from yangguan.portals.console.findings import Finding, fail, ok, warn

SUPPORTED_MAJORS = range(15, 19)
# A limit of the law is counted in days, but receipts carry the second.
CLOCK_WARN = timedelta(seconds=2)
CLOCK_FAIL = timedelta(seconds=30)
WAITING_WARN = timedelta(minutes=5)

_JOBS = """
SELECT
    count(*) FILTER (WHERE job.status = 'failed'),
    count(*) FILTER (
        WHERE job.status = 'doing'
        AND (worker.last_heartbeat IS NULL
             OR worker.last_heartbeat < now() - make_interval(secs => %(silent)s))
    ),
    count(*) FILTER (WHERE job.status = 'todo'),
    now() - (
        SELECT min(event.at)
        FROM procrastinate_jobs AS waiting
        JOIN procrastinate_events AS event
          ON event.job_id = waiting.id AND event.type = 'deferred'
        WHERE waiting.status = 'todo'
          AND (waiting.scheduled_at IS NULL OR waiting.scheduled_at <= now())
    ),
    (SELECT count(*) FROM procrastinate_workers
     WHERE last_heartbeat >= now() - make_interval(secs => %(silent)s))
FROM procrastinate_jobs AS job
LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
"""


def check_version() -> Finding:
    """PostgreSQL 15 to 18."""
    connection.ensure_connection()
    number = connection.connection.info.server_version
    version = f"{number // 10_000}.{number % 10_000}"
    if number // 10_000 not in SUPPORTED_MAJORS:
        return fail(
            "database-version",
            _("数据库版本为 PostgreSQL %(version)s，不受支持。") % {"version": version},
            _("请改用 PostgreSQL 15 至 18。"),
        )
    return ok(
        "database-version",
        _("数据库可以连接，版本为 PostgreSQL %(version)s。") % {"version": version},
    )


def check_encoding() -> Finding:
    """UTF8, and a locale that knows that Chinese characters are letters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_encoding'), datctype FROM pg_database"
            " WHERE datname = current_database()"
        )
        encoding, ctype = cursor.fetchone()
    if encoding != "UTF8" or ctype in {"C", "POSIX"}:
        return fail(
            "database-encoding",
            _("数据库编码为 %(encoding)s，字符分类为 %(ctype)s，中文检索会失效。")
            % {"encoding": encoding, "ctype": ctype},
            _("请以 UTF8 编码和 C.UTF-8 区域重新建库，再恢复数据。"),
        )
    return ok(
        "database-encoding",
        _("数据库编码为 %(encoding)s（%(ctype)s）。") % {"encoding": encoding, "ctype": ctype},
    )


def check_migrations() -> Finding:
    missing = pending_migrations()
    if missing:
        return fail(
            "migrations",
            _("还有 %(count)d 个数据库迁移没有执行，第一个是 %(name)s。")
            % {"count": len(missing), "name": missing[0]},
            _("请运行 yangguan migrate。"),
        )
    return ok("migrations", _("数据库表结构是最新的。"))


def check_trigrams() -> Finding:
    """The extension pg_trgm is there and cuts Chinese text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        if not cursor.fetchone()[0]:
            return fail(
                "trigrams",
                _("数据库没有安装 pg_trgm 扩展，检索不能用索引。"),
                _("请由数据库管理员执行 CREATE EXTENSION pg_trgm，再运行 yangguan migrate。"),
            )
        cursor.execute("SELECT show_trgm('敦煌') <> '{}'")
        if not cursor.fetchone()[0]:
            return fail(
                "trigrams",
                _("pg_trgm 不能切分中文。"),
                _("请以 C.UTF-8 区域重新建库，再恢复数据。"),
            )
    return ok("trigrams", _("pg_trgm 可以检索中文。"))


def check_jobs() -> list[Finding]:
    """Failed, stalled and waiting jobs, and whether anybody works on them."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, {"silent": SILENT_SECONDS})
        failed, stalled, waiting, oldest, workers = cursor.fetchone()
    return [_failed(failed), _stalled(stalled), _waiting(waiting, oldest, workers)]


def _failed(count: int) -> Finding:
    if count:
        return warn(
            "jobs-failed",
            _("有 %(count)d 个后台作业多次重试后失败。") % {"count": count},
            _("请运行 yangguan jobs 查看是哪些，排除原因后运行 yangguan jobs --retry。"),
        )
    return ok("jobs-failed", _("没有失败的后台作业。"))


def _stalled(count: int) -> Finding:
    if count:
        return warn(
            "jobs-stalled",
            _("有 %(count)d 个后台作业因进程被杀而中断。") % {"count": count},
            _("请启动 yangguan worker，它会重新执行这些作业。"),
        )
    return ok("jobs-stalled", _("没有中断的后台作业。"))


def _waiting(count: int, oldest: timedelta | None, workers: int) -> Finding:
    if count and not workers:
        return warn(
            "jobs-waiting",
            _("有 %(count)d 个后台作业在等待，却没有作业进程。") % {"count": count},
            _("请启动 yangguan worker。"),
        )
    if oldest is not None and oldest > WAITING_WARN:
        return warn(
            "jobs-waiting",
            _("后台作业积压 %(count)d 个，最早的已等待 %(minutes)d 分钟。")
            % {"count": count, "minutes": oldest.total_seconds() // 60},
            _("请查看作业进程是否卡住，或再启动一个 yangguan worker。"),
        )
    return ok(
        "jobs-waiting",
        _("等待中的后台作业 %(count)d 个，作业进程 %(workers)d 个。")
        % {"count": count, "workers": workers},
    )


def check_files() -> Finding:
    """Every file that a row names lies in the store in its full length."""
    found = compare()
    if found.lost:
        return fail(
            "files",
            _("有 %(count)d 个文件的内容缺失或不完整，第一个的摘要是 %(digest)s。")
            % {"count": len(found.lost), "digest": found.lost[0]},
            _("请从备份恢复数据目录中的 files，再运行 yangguan doctor。"),
        )
    return ok(
        "files",
        _("登记的 %(rows)d 个文件内容都在，另有 %(unnamed)d 个没有登记。")
        % {"rows": found.rows, "unnamed": found.unnamed},
    )


def check_clock() -> Finding:
    """This machine's clock against the database's: both write times that have legal effect."""
    with connection.cursor() as cursor:
        before = datetime.now(UTC)
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
        after = datetime.now(UTC)
    difference = max(before - theirs, theirs - after, timedelta())
    seconds = f"{difference.total_seconds():.1f}"
    message = _("本机时钟与数据库相差 %(seconds)s 秒。") % {"seconds": seconds}
    remedy = _("请让两台机器与同一时间服务器（NTP）对时。")
    if difference > CLOCK_FAIL:
        return fail("clock", message, remedy)
    if difference > CLOCK_WARN:
        return warn("clock", message, remedy)
    return ok("clock", message)
