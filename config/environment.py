"""Typed readers of environment variables. A bad value refuses to start, naming the variable and what it may be."""

import os
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def read_text(name: str, default: str, *, among: tuple[str, ...] = ()) -> str:
    """The variable, or the content of the file that `NAME_FILE` points to (for secrets), or the default."""
    file = os.environ.get(f"{name}_FILE")
    value = Path(file).read_text().strip() if file else os.environ.get(name, default)
    if among and value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}. It may be: {', '.join(among)}.")
    return value


def read_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}. It may be: 1 or 0.")
    return value in {"1", "true", "yes"}


def read_int(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a whole number.")
    return int(value)


def read_hours(name: str, default: str) -> tuple[time, time]:
    """From when until when in a day: 09:00-18:00."""
    value = os.environ.get(name, default)
    try:
        opens, closes = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        opens = closes = time()
    if opens >= closes:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be two times of day, as 09:00-18:00.")
    return opens, closes


def database_from(url: str, default_file: Path, *, prepares: bool = True) -> dict[str, Any]:
    """Django's database settings from DATABASE_URL: empty (SQLite in .portico), sqlite:///path or postgresql://…
    `prepares`: may PostgreSQL keep plans for a connection? Not behind a pooler that shares connections."""
    if not url:
        return sqlite(default_file)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(parts.path.lstrip("/"), parts, prepares=prepares)
    raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// or sqlite:///, or be absent.")


def sqlite(file: Path) -> dict[str, Any]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "portico.core.sqlite",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # FULL: an acknowledged message is on the disk before anyone is told so. The cache (KiB, for each of three
            # processes) fills only as far as the file is large: at a million messages 20 MB made each item 15 % slower.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
        },
        "CONN_MAX_AGE": None,
    }


# What is planned once is planned for all values: the server would weigh each anew, and choose the same.
PREPARING = {"prepare_threshold": 0, "options": "-c plan_cache_mode=force_generic_plan"}


def postgresql(name: str, parts: Any, *, prepares: bool) -> dict[str, Any]:
    return {
        "ENGINE": "portico.core.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": PREPARING if prepares else {},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
