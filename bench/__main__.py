"""
The command: `python -m bench [--quick] [--only SECTION,…] [--profile]`.

It points the settings at a data folder of its own, makes Django ready, and only then loads the
measurements: they import models, which cannot be imported before.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

import django

HERE = Path(__file__).resolve().parent.parent
SECTIONS = ("lives", "api", "pages", "guides", "lists", "search", "imports")


def main() -> int:
    """Measure and print; 0 when every section was measured, whatever the figures say."""
    options = _options()
    data = Path(os.environ.get("YANGGUAN_BENCH_DATA") or HERE / "build" / "bench-data")
    os.environ["YANGGUAN_DATA"] = str(data.resolve())
    # Never somebody's server: this bench fills a database with a million invented cases.
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(HERE / "src"))
    django.setup()
    run = importlib.import_module("bench.run")
    result: int = run.run(options)
    return result


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, under two minutes")
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        default=list(SECTIONS),
        metavar="SECTION[,SECTION]",
        help=f"of {', '.join(SECTIONS)}",
    )
    parser.add_argument(
        "--profile", action="store_true", help="say where the time of a life goes (section lives)"
    )
    parser.add_argument("--json", type=Path, default=HERE / "build" / "bench.json")
    options = parser.parse_args()
    unknown = set(options.only) - set(SECTIONS)
    if unknown:
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
