from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class CodeTablePutInForce(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "standards.code-table-put-in-force"

    key: str
    number: int
