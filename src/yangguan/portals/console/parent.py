"""A process of the demonstration does not outlive the demonstration, even when that is killed."""

import ctypes
import os
import signal
import sys

PARENT_VARIABLE = "YANGGUAN_PARENT"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """
    Ask the kernel for SIGTERM when the process named in `YANGGUAN_PARENT` is gone.

    Does nothing without that variable, and nothing but the first look where there is no Linux.
    """
    # Taken away, so that a process which this one starts does not take it for its own.
    parent = os.environ.pop(PARENT_VARIABLE, "")
    if not parent:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    # It may have ended before the kernel was asked.
    if os.getppid() != int(parent):
        sys.exit(0)
