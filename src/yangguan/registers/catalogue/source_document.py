"""An edition as the document of the national interchange: what is kept beside it as its source."""

import json

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.states import ItemState


def source_document(content: EditionContent, *, number: int, state: str = ItemState.IN_USE) -> str:
    """The JSON of the interchange, as `import_item` would read it again."""
    values = write_item(content, state=state, version=number)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
