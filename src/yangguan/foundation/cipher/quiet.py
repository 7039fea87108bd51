"""Keeping a C library's own words off the screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2


@contextmanager
def native_errors_hidden() -> Iterator[None]:
    """
    Send what native code writes to standard error nowhere, for the time of the block.

    For commands only: the stream belongs to the whole process, so in a server this would also
    swallow what other threads write meanwhile.
    """
    sys.stderr.flush()
    kept = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, _STANDARD_ERROR)
        os.close(nowhere)
        os.close(kept)
