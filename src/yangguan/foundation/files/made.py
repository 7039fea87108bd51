"""Files that the platform makes itself: made once, whoever asks first."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models, transaction

from yangguan.foundation.files import store


def give_file(
    model: type[models.Model],
    pk: uuid.UUID,
    data: bytes,
    *,
    name: str,
    media_type: str,
    at: datetime,
) -> str:
    """
    Keep made bytes as the `file` of a row and return the digest of the file that the row has.

    Two that make it at the same time agree: the first one's file stays. Two or three queries, in
    one transaction, after the bytes are safe on disk.
    """
    content = store.keep([data])
    with transaction.atomic():
        rows: Any = model._default_manager
        row = rows.select_for_update(of=("self",)).select_related("file").get(pk=pk)
        if row.file is None:
            row.file = store.register(content, name=name, media_type=media_type, at=at, by=None)
            row.save(update_fields=["file"])
        digest: str = row.file.digest
        return digest
