"""Keeping note of the articles that the editions in force rest on."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.legal_basis import citing_texts
from yangguan.registers.catalogue.models import Edition, EditionCitation
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.legislation.citations import Citation
from yangguan.registers.legislation.queries import keys_of_papers, place_of

_BATCH = 200
_LONGEST = 240


def refresh_citations(edition: Edition, content: EditionContent) -> None:
    """Note what an edition cites. As `refresh_all_citations`."""
    refresh_all_citations([(edition, content)])


@transaction.atomic
def refresh_all_citations(published: Sequence[tuple[Edition, EditionContent]]) -> None:
    """
    Note what editions cite, in place of what the editions before them of their items cited.

    Called by whoever publishes, in the same transaction. Three queries, one more where a paper is
    cited by its number. Source: R4.5 (every demand rests on an article that is in force).
    """
    items = [edition.item_id for edition, _content in published]
    EditionCitation.objects.filter(edition__item__in=items).delete()
    cited = [
        [(each.words, citation) for each in citing_texts(content) for citation in each.citations]
        for _edition, content in published
    ]
    keys = _law_keys(citation for told in cited for _words, citation in told)
    EditionCitation.objects.bulk_create(
        row
        for (edition, content), told in zip(published, cited, strict=True)
        for row in _rows(edition, content, told, keys)
    )


def record_missing_citations() -> int:
    """
    Note the citations of every edition in force that has none yet; how many editions were read.

    For databases that were filled before citations were kept. Two queries for two hundred
    editions, and those of `refresh_citations` for each.
    """
    noted = EditionCitation.objects.filter(edition=OuterRef("pk"))
    bare = Edition.objects.filter(~Exists(noted), state=EditionState.PUBLISHED)
    read, last = 0, None
    while True:
        rows = bare if last is None else bare.filter(pk__gt=last)
        found = list(rows.defer("source").order_by("pk")[:_BATCH])
        for edition in found:
            refresh_citations(edition, decode(edition.content))
        if len(found) < _BATCH:
            return read + len(found)
        read, last = read + len(found), found[-1].pk


def _rows(
    edition: Edition,
    content: EditionContent,
    cited: Iterable[tuple[str, Citation]],
    keys: Mapping[str, str],
) -> list[EditionCitation]:
    """One row for each place, with everything of the edition that rests on it."""
    rows: dict[str, EditionCitation] = {}
    for words, citation in cited:
        key = keys[citation.key][:200]
        label = citation.article.label if citation.article else ""
        place = place_of(key, label)[:_LONGEST]
        row = rows.setdefault(
            place,
            EditionCitation(
                edition=edition,
                item_name=content.name,
                law_key=key,
                place=place,
                words=Citation(citation.law, citation.article).words[:_LONGEST],
                where=[],
            ),
        )
        if words not in row.where:
            row.where.append(words)
    return list(rows.values())


def _law_keys(citations: Iterable[Citation]) -> dict[str, str]:
    """The key of each law; papers cited by number get that of the law that bears it."""
    found = list(citations)
    numbers = {citation.key for citation in found if citation.is_by_number}
    return {citation.key: citation.key for citation in found} | keys_of_papers(numbers)
