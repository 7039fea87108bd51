"""pyHanko begins an event loop for each signature and check, wherever it is called from."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Result = TypeVar("Result")


def with_own_event_loop(work: Callable[[], Result]) -> Result:
    """
    What `work` returns, also where an event loop runs already.

    A thread has one running loop at most; a second one is refused with `RuntimeError`, which a
    check of a signature would take for a damaged file. Then the work gets a thread of its own.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(copy_context().run, work).result()
