"""What the machine tells the program: read once, in one place."""

import os
import secrets
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def data_dir() -> Path:
    """The folder that holds all that this installation keeps outside the database."""
    return Path(os.environ.get("YANGGUAN_DATA") or BASE_DIR / "var").resolve()


def test_data_dir() -> Path:
    """The same for the test suite, which must not touch the data of a demonstration."""
    return Path(os.environ.get("YANGGUAN_TEST_DATA") or BASE_DIR / "var" / "test").resolve()


def flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def hosts() -> list[str]:
    named = [host.strip() for host in os.environ.get("YANGGUAN_HOSTS", "").split(",")]
    return [host for host in named if host] or ["localhost", "127.0.0.1", "[::1]"]


def port() -> int:
    return int(os.environ.get("YANGGUAN_PORT") or 8620)


def public_address() -> str:
    """Scheme, host and port without a slash at the end."""
    address = os.environ.get("YANGGUAN_ADDRESS") or f"http://localhost:{port()}"
    return address.rstrip("/")


def built_assets(base_dir: Path) -> list[Path]:
    """Assets that set-up takes from npm packages (charts, fonts)."""
    assets = base_dir / "build" / "assets"
    return [assets] if assets.is_dir() else []


def django_secret(data: Path) -> str:
    """The key that signs sessions: made at first start, readable by its owner alone."""
    path = data / "keys" / "django-secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written beside and renamed: two processes that start together agree on one key.
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
