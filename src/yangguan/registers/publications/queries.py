"""What pages read of publications (公开信息)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_noop as _

from yangguan.foundation.search.words import normalise, query_terms
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.publications.models import Publication

PAGE = 20
MAX_QUERY = 60
ANNOUNCEMENT = _("通知公告")
NEWEST_FIRST = Keyset(("-publish_date", "code"))
# The order in which kinds are offered; a kind that is not named here follows behind.
KINDS = (
    ANNOUNCEMENT,
    _("政策文件"),
    _("政策解读"),
    _("法律法规"),
    _("审查细则"),
    _("常见问题"),
    _("网上可办理程度"),
    _("中介服务事项"),
    _("中介机构"),
    _("监督举报方式"),
)


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of publication with how many there are."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication in a list."""

    code: str
    kind: str
    title: str
    issuer: str
    publish_date: date


@dataclass(frozen=True, slots=True)
class PublicationView:
    """A publication with its text and the items that it is about."""

    code: str
    kind: str
    title: str
    body: str
    issuer: str
    document_number: str
    publish_date: date
    effective_date: date | None
    expire_date: date | None
    status: str
    source: str
    version: int
    items: tuple[tuple[str, str], ...]  # task code, name


def kinds() -> list[KindLine]:
    """Every kind that has a publication, in the order of `KINDS`. One query."""
    rows = Publication.objects.values_list("kind").annotate(count=Count("code"))
    counts = dict(rows.order_by("kind"))
    known = [kind for kind in KINDS if kind in counts]
    others = [kind for kind in counts if kind not in KINDS]
    return [KindLine(kind, counts[kind]) for kind in (*known, *others)]


def publications(
    *, kind: str = "", text: str = "", cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[PublicationLine]:
    """Publications, newest first; of a kind, holding every word of `text`. One query."""
    rows = Publication.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    return NEWEST_FIRST.page(
        _holding(rows, text).defer("body", "terms"), cursor=cursor, limit=limit, show=_line
    )


def latest(*, kind: str, limit: int) -> list[PublicationLine]:
    """The newest publications of a kind. One query."""
    rows = Publication.objects.filter(kind=kind).defer("body", "terms")
    return [_line(row) for row in rows.order_by("-publish_date", "code")[:limit]]


def publications_about(task_code: str, *, limit: int = PAGE) -> list[PublicationLine]:
    """What was published about an item, newest first. One query."""
    rows = Publication.objects.filter(items__task_code=task_code).defer("body", "terms")
    return [_line(row) for row in rows.order_by("-publish_date", "code")[:limit]]


def publication(code: str) -> PublicationView | None:
    """One publication with its items. Two queries."""
    row = Publication.objects.filter(pk=code).defer("terms").first()
    if row is None:
        return None
    items = row.items.order_by("name").values_list("task_code", "name")
    return PublicationView(
        code=row.code,
        kind=row.kind,
        title=row.title,
        body=row.body,
        issuer=row.issuer,
        document_number=row.document_number,
        publish_date=row.publish_date,
        effective_date=row.effective_date,
        expire_date=row.expire_date,
        status=row.status,
        source=row.source,
        version=row.version,
        items=tuple(items),
    )


def _holding(rows: QuerySet[Publication], text: str) -> QuerySet[Publication]:
    terms = query_terms(normalise(text)[:MAX_QUERY])
    if not terms:
        return rows
    # The terms are made of letters and digits alone, so the raw query can hold nothing else.
    wanted = SearchQuery(" & ".join(terms), search_type="raw", config="simple")
    return rows.filter(terms=wanted)


def _line(row: Publication) -> PublicationLine:
    return PublicationLine(row.code, row.kind, row.title, row.issuer, row.publish_date)
