"""Every test has an installation of its own, with no key yet."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "keys"
