"""One version of a publication as its page shows it, to everybody or to who prepares it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.formatting import file_size
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.registers.publications import kinds
from yangguan.registers.publications.queries import PublicationView
from yangguan.registers.publications.rendering import body_html
from yangguan.registers.publications.states import PublicationState

# Short names of kinds for addresses; a kind without one goes by its own name.
SLUGS = {
    "notice": kinds.ANNOUNCEMENT,
    "policy": kinds.POLICY,
    "reading": kinds.READING,
    "law": kinds.LAW,
    "review-rules": kinds.REVIEW_RULES,
    "questions": kinds.QUESTION,
    "online-depth": kinds.ONLINE_DEPTH,
    "supervision": kinds.COMPLAINTS,
}
_SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
PICTURES = frozenset({"image/png", "image/jpeg"})


def kind_url(kind: str, more: Mapping[str, str] | None = None) -> str:
    """The list of a kind, with further filters."""
    query = {"kind": _SLUG_OF.get(kind, kind), **(more or {})}
    return f"{page_url('publications')}?{urlencode(query)}"


def publication_context(
    found: PublicationView, *, file_page: str = "publication-file"
) -> dict[str, Any]:
    """What `applicant/publications/publication.html` needs; `file_page`: where its files are."""
    crumbs = [home_crumb(), (_("公开"), page_url("publications"))]
    return {
        "publication": found,
        "text": found.text,
        "body": body_html(found.text.body),
        "kind_url": kind_url(found.text.kind),
        "files": [
            Link(
                each.name,
                page_url(file_page, found.code, each.file_id),
                file_size(each.size),
            )
            for each in found.attachments
        ],
        "pictures": [
            (page_url(file_page, found.code, each.file_id), each.name)
            for each in found.attachments
            if each.media_type in PICTURES
        ],
        "history": [
            (line, line.number == found.number, line.state is not PublicationState.WITHDRAWN)
            for line in found.history
        ],
        "crumbs": current(crumbs, _(found.text.kind) if found.text.kind else ""),
    }
