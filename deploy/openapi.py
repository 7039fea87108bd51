"""
Write `docs/openapi.json`, the published description of the HTTP API, from the code.

`python deploy/openapi.py` writes it; a test compares the two, so that a change of the API shows in
the diff of the file.
"""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "openapi.json"


def main() -> None:
    """Write the file. Needs no database."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # After the set-up only: the API's modules read the registry of apps.
    from yangguan.portals.api.document import document_text  # noqa: PLC0415

    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(document_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
