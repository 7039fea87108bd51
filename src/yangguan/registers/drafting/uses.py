"""Which drafts use a code, a data element or a choice: asked before a standard changes."""

from collections.abc import Sequence

from django.db import connection

from yangguan.registers.drafting.states import OPEN_STATES, DraftState
from yangguan.registers.standards.ports import Use

DRAFT = "draft"
# Drafts that are being worked on are looked through one by one, the latest first; far fewer are.
MOST_LOOKED_THROUGH = 5_000

# The terms of a draft are made once, whatever is looked for.
_USES = """
SELECT used.term, draft.id, draft.name, draft.state
FROM (
    SELECT id, name, state, saved_at, content FROM drafting_editiondraft
    WHERE state = ANY(%(states)s) ORDER BY saved_at DESC LIMIT %(most)s
) draft
CROSS JOIN LATERAL unnest(catalogue_terms_of(draft.content)) AS used (term)
WHERE used.term = ANY(%(terms)s)
ORDER BY draft.saved_at DESC, draft.id
"""


def uses_of(terms: Sequence[str], *, most: int) -> list[Use]:
    """
    The open drafts that use the terms, latest first, at most `most` for each term. One query.

    Fits `standards.ports.UsersOfStandards`.
    """
    parameters: dict[str, list[str] | int] = {
        "states": sorted(OPEN_STATES),
        "terms": list(terms),
        "most": MOST_LOOKED_THROUGH,
    }
    with connection.cursor() as cursor:
        cursor.execute(_USES, parameters)
        rows = cursor.fetchall()
    counts: dict[str, int] = {}
    found = []
    for term, key, name, state in rows:
        counts[term] = counts.get(term, 0) + 1
        if counts[term] <= most:
            label = str(DraftState(state).label)
            found.append(Use(term, DRAFT, str(key), name, label, is_in_force=False))
    return found
