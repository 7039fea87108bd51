"""What pages and checks read of the register of laws."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from yangguan.foundation.search.words import normalise, query_terms
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.legislation.citations import Citation
from yangguan.registers.legislation.models import Article, Law
from yangguan.registers.legislation.rules import article_state, law_state
from yangguan.registers.legislation.states import ArticleState, LawKind, LawState

PAGE = 50
MAX_QUERY = 60
# Articles that replace another are chosen from a list; more than these nobody reads.
MOST_ENDED = 2_000
BY_NAME = Keyset(("key", "id"))
BY_POSITION = Keyset(("position", "id"))


@dataclass(frozen=True, slots=True)
class LawLine:
    """A version of a law in a list."""

    id: int
    name: str
    version: int
    kind: LawKind
    document_number: str
    issuer: str
    effective_date: date | None
    repealed_date: date | None
    state: LawState
    article_count: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version among those of its law."""

    id: int
    version: int
    effective_date: date | None
    repealed_date: date | None
    state: LawState


@dataclass(frozen=True, slots=True)
class LawView:
    """One version of a law, and the others of its name."""

    id: int
    key: str
    name: str
    version: int
    kind: LawKind
    document_number: str
    issuer: str
    adopted_date: date | None
    effective_date: date | None
    repealed_date: date | None
    source: str
    state: LawState
    versions: tuple[VersionLine, ...]  # newest first


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list of its law."""

    id: int
    label: str
    text: str
    is_text_checked: bool
    state: ArticleState
    struck_out_date: date | None
    struck_out_reason: str
    replaced_by: str  # 《…》第九条; empty: nothing


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its law."""

    law: LawView
    line: ArticleLine
    in_force_from: date | None


class Standing(StrEnum):
    """What the register says of a citation on a day."""

    IN_FORCE = "in-force"
    LAW_UNKNOWN = "law-unknown"
    LAW_NOT_YET = "law-not-yet"
    LAW_ENDED = "law-ended"
    ARTICLE_UNKNOWN = "article-unknown"  # the law stands, but this article was not entered
    ARTICLE_NOT_YET = "article-not-yet"
    ARTICLE_ENDED = "article-ended"


@dataclass(frozen=True, slots=True)
class Finding:
    """A citation as the register knows it; `key` is that of the law, also if cited by number."""

    standing: Standing
    key: str
    law_name: str = ""
    kind: LawKind | None = None
    day: date | None = None  # on which it ends or begins
    reason: str = ""
    replaced_by: str = ""
    law_id: int | None = None
    article_id: int | None = None


def is_empty() -> bool:
    """Whether no law is registered, so that there is nothing to check against. One query."""
    return not Law.objects.exists()


def laws(
    *,
    text: str = "",
    state: LawState | None = None,
    on: date,
    cursor: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[LawLine]:
    """Laws by name, holding every word of `text`, in a state on a day. One query."""
    rows = Law.objects.all()
    match state:
        case LawState.IN_FORCE:
            rows = rows.in_force(on=on)
        case LawState.NOT_YET:
            rows = rows.filter(effective_date__gt=on)
        case LawState.REPEALED:
            rows = rows.filter(repealed_date__lte=on)
    if terms := query_terms(normalise(text)[:MAX_QUERY]):
        # The terms are made of letters and digits alone, so the raw query can hold nothing else.
        rows = rows.filter(terms=SearchQuery(" & ".join(terms), search_type="raw", config="simple"))
    counted = Law.objects.defer("terms").annotate(article_count=Count("articles"))
    return BY_NAME.page(
        counted, cursor=cursor, limit=limit, show=lambda row: _law_line(row, on=on), among=rows
    )


def law(law_id: int, *, on: date) -> LawView | None:
    """One version of a law with the others of its name. Two queries."""
    row = Law.objects.defer("terms").filter(pk=law_id).first()
    return None if row is None else _law_view(row, on=on)


def articles_of(
    of: LawView, *, on: date, cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[ArticleLine]:
    """The articles of a version in their order. One query."""
    rows = Article.objects.filter(law_id=of.id).select_related("replaced_by__law")
    return BY_POSITION.page(
        rows, cursor=cursor, limit=limit, show=lambda row: _article_line(row, of.state, on=on)
    )


def article(article_id: int, *, on: date) -> ArticleView | None:
    """One article with its law. Two queries."""
    rows = Article.objects.select_related("law", "replaced_by__law").defer("law__terms")
    row = rows.filter(pk=article_id).first()
    if row is None:
        return None
    of = _law_view(row.law, on=on)
    return ArticleView(of, _article_line(row, of.state, on=on), row.in_force_from)


def find_article(citation: Citation, *, on: date) -> int | None:
    """The id of the article in force on a day that a citation names. One query."""
    if citation.article is None:
        return None
    named = Q(law__key=citation.key) | Q(law__document_key=citation.key)
    rows = Article.objects.filter(named, position=citation.article.position)
    begun = Q(law__effective_date=None) | Q(law__effective_date__lte=on)
    standing = rows.filter(begun, _stands("law__repealed_date", on), _stands("struck_out_date", on))
    return standing.order_by("-law__version").values_list("pk", flat=True).first()


def findings(citations: Collection[Citation], *, on: date) -> dict[Citation, Finding]:
    """
    What the register says of each citation on a day. Two queries, however many citations.

    Of several versions of a law the one in force counts, otherwise the newest.
    """
    keys = {citation.key for citation in citations}
    found = Law.objects.filter(Q(key__in=keys) | Q(document_key__in=keys)).defer("terms")
    by_key = _current_versions(found, on=on)
    wanted = {
        by_key[citation.key].pk: by_key[citation.key]
        for citation in citations
        if citation.article is not None and citation.key in by_key
    }
    positions = {each.article.position for each in citations if each.article is not None}
    rows = Article.objects.filter(law__in=wanted, position__in=positions)
    articles = {(row.law_id, row.position): row for row in rows.select_related("replaced_by__law")}
    found_of: dict[Citation, Finding] = {}
    for citation in citations:
        version = by_key.get(citation.key)
        if version is None:
            found_of[citation] = Finding(Standing.LAW_UNKNOWN, citation.key)
            continue
        at = citation.article.position if citation.article else 0
        row = articles.get((version.pk, at))
        found_of[citation] = replace(
            _finding(citation, version, row, on=on),
            law_id=version.pk,
            article_id=row.pk if row else None,
        )
    return found_of


def ended_places(*, on: date) -> tuple[list[str], list[str]]:
    """
    Where citations no longer hold on a day: places of articles, and keys of whole laws.

    A place is a law's key and an article's label. What another version of the law says now is not
    among them; of more than 2,000 articles, the newest. Two queries.
    """
    ended_law = Q(law__repealed_date__lte=on)
    ended = Article.objects.filter(ended_law | Q(struck_out_date__lte=on))
    standing = Article.objects.filter(
        _stands("law__repealed_date", on),
        _stands("struck_out_date", on),
        law__key=OuterRef("law__key"),
        position=OuterRef("position"),
    )
    gone = ended.exclude(Exists(standing)).order_by(F("struck_out_date").desc(nulls_last=True))
    pairs = gone.values_list("law__key", "label")[:MOST_ENDED]
    places = [place_of(key, label) for key, label in pairs]
    others = Law.objects.filter(_stands("repealed_date", on), key=OuterRef("key"))
    repealed = Law.objects.filter(repealed_date__lte=on).exclude(Exists(others))
    return sorted(set(places)), sorted(set(repealed.values_list("key", flat=True)))


def keys_of_papers(numbers: Collection[str]) -> dict[str, str]:
    """Number of a paper → key of the law that bears it, where there is one. One query if asked."""
    if not numbers:
        return {}
    rows = Law.objects.filter(document_key__in=numbers).order_by("version")
    return dict(rows.values_list("document_key", "key"))


def place_of(key: str, label: str) -> str:
    """娱乐场所管理条例 第七条: an article of a law under any of its versions."""
    return f"{key} {label}" if label else key


def _stands(column: str, on: date) -> Q:
    return Q(**{column: None}) | Q(**{f"{column}__gt": on})


def _current_versions(rows: Iterable[Law], *, on: date) -> dict[str, Law]:
    """The version that counts on a day, under its key and under its document's number."""
    chosen: dict[str, Law] = {}
    for row in rows:
        rank = (_state(row, on) is LawState.IN_FORCE, row.version)
        for key in {row.key, row.document_key} - {""}:
            other = chosen.get(key)
            if other is None or (_state(other, on) is LawState.IN_FORCE, other.version) < rank:
                chosen[key] = row
    return chosen


def _finding(citation: Citation, law: Law, row: Article | None, *, on: date) -> Finding:
    state, kind = _state(law, on), LawKind(law.kind)
    match state:
        case LawState.REPEALED:
            return Finding(Standing.LAW_ENDED, law.key, law.name, kind, law.repealed_date)
        case LawState.NOT_YET:
            return Finding(Standing.LAW_NOT_YET, law.key, law.name, kind, law.effective_date)
    if citation.article is None:
        return Finding(Standing.IN_FORCE, law.key, law.name, kind)
    if row is None:
        return Finding(Standing.ARTICLE_UNKNOWN, law.key, law.name, kind)
    line = _article_line(row, state, on=on)
    match line.state:
        case ArticleState.STRUCK_OUT:
            return Finding(
                Standing.ARTICLE_ENDED,
                law.key,
                law.name,
                kind,
                line.struck_out_date,
                line.struck_out_reason,
                line.replaced_by,
            )
        case ArticleState.NOT_YET:
            return Finding(Standing.ARTICLE_NOT_YET, law.key, law.name, kind, row.in_force_from)
    return Finding(Standing.IN_FORCE, law.key, law.name, kind)


def _state(row: Law, on: date) -> LawState:
    return law_state(effective=row.effective_date, repealed=row.repealed_date, on=on)


def _law_line(row: Law, *, on: date) -> LawLine:
    return LawLine(
        id=row.pk,
        name=row.name,
        version=row.version,
        kind=LawKind(row.kind),
        document_number=row.document_number,
        issuer=row.issuer,
        effective_date=row.effective_date,
        repealed_date=row.repealed_date,
        state=_state(row, on),
        article_count=getattr(row, "article_count", 0),
    )


def _law_view(row: Law, *, on: date) -> LawView:
    versions: QuerySet[Law] = Law.objects.filter(key=row.key).defer("terms").order_by("-version")
    return LawView(
        id=row.pk,
        key=row.key,
        name=row.name,
        version=row.version,
        kind=LawKind(row.kind),
        document_number=row.document_number,
        issuer=row.issuer,
        adopted_date=row.adopted_date,
        effective_date=row.effective_date,
        repealed_date=row.repealed_date,
        source=row.source,
        state=_state(row, on),
        versions=tuple(
            VersionLine(
                each.pk, each.version, each.effective_date, each.repealed_date, _state(each, on)
            )
            for each in versions
        ),
    )


def _article_line(row: Article, law: LawState, *, on: date) -> ArticleLine:
    successor = row.replaced_by
    return ArticleLine(
        id=row.pk,
        label=row.label,
        text=row.text,
        is_text_checked=row.is_text_checked,
        state=article_state(
            law=law, in_force_from=row.in_force_from, struck_out=row.struck_out_date, on=on
        ),
        struck_out_date=row.struck_out_date,
        struck_out_reason=row.struck_out_reason,
        replaced_by=f"《{successor.law.name}》{successor.label}" if successor else "",
    )
