"""What production must have before it starts (security.md OP-01), and that the demo stays a demo.

Every command runs them (`bin/portico check`), the web process too (config/wsgi.py).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

SHORTEST_KEY = 50
FEWEST_DIFFERENT = 12
# Locks of SQLite do not hold there: two computers would write at the same time.
NETWORK_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs"}
MOUNTS = Path("/proc/mounts")
# What writes mails and texts here and nowhere else.
MAIL_STAYS = {
    f"django.core.mail.backends.{kind}.EmailBackend" for kind in ("console", "dummy", "filebased", "locmem")
}
TEXTS_STAY = {"portico.notifications.channels.console.Console"}
TEXTS_BY_WEB = "portico.notifications.channels.http.Http"


@register(Tags.security)
def house(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [*_demo(), *_scanner(), *(_production() if settings.IS_PRODUCTION else [])]


def refuse_unfit() -> None:
    """For processes that run no command: the same checks, as one sentence each."""
    found = house(None)
    if found:
        raise ImproperlyConfigured(" ".join(error.msg for error in found))


def _demo() -> Iterator[Error]:
    if settings.IS_DEMO and settings.ENVIRONMENT not in {"development", "test"}:
        yield Error(
            "PORTICO_DEMO is set. In the demo anybody signs in as anybody by one click, so it runs only where "
            "PORTICO_ENV is development.",
            hint="Unset PORTICO_DEMO.",
            id="portico.E001",
        )

    stays = settings.EMAIL_BACKEND in MAIL_STAYS and settings.PORTICO_SMS_PORT in {"", *TEXTS_STAY}
    if settings.IS_DEMO and not stays:
        yield Error(
            "This is a demo, and its mails or texts would leave. Unset PORTICO_MAIL_BACKEND and PORTICO_SMS_PORT.",
            id="portico.E010",
        )


def _scanner() -> Iterator[Error]:
    """Found out at the start, not with the first file."""
    if not settings.PORTICO_VIRUS_SCANNER:
        return
    try:
        has_port = callable(import_string(settings.PORTICO_VIRUS_SCANNER)().scan)
    except Exception:  # whatever stops it from being made
        has_port = False
    if not has_port:
        yield Error(
            f"PORTICO_VIRUS_SCANNER is {settings.PORTICO_VIRUS_SCANNER!r}, and no scanner can be made of it.",
            hint="portico.files.scanners.clamd.Clamd, or nothing.",
            id="portico.E008",
        )
    elif urlsplit(settings.PORTICO_CLAMD).scheme not in {"unix", "tcp"}:
        yield Error("PORTICO_CLAMD must begin with unix:// or tcp://.", id="portico.E009")


def _production() -> Iterator[Error]:
    yield from _keys()
    if settings.DEBUG:
        yield Error("DEBUG is on. Error pages would show what is inside.", id="portico.E004")
    if "*" in settings.ALLOWED_HOSTS or not any(settings.ALLOWED_HOSTS):
        yield Error(
            "PORTICO_HOSTS must name the hosts that the portal answers for, for example portal.example.org. "
            "“*” is not allowed.",
            id="portico.E005",
        )
    if urlsplit(settings.PUBLIC_URL).scheme != "https":
        yield Error(
            "PORTICO_URL must begin with https://: links in mails lead there, and cookies go only over https.",
            id="portico.E006",
        )
    yield from _texts()
    yield from _home()
    yield from _served()
    yield from _database()


def _texts() -> Iterator[Error]:
    if settings.PORTICO_SMS_PORT in TEXTS_STAY:
        yield Error(
            "PORTICO_SMS_PORT names the console: patients would wait for texts that never leave.",
            hint=f"Name {TEXTS_BY_WEB}, or leave it empty: then no page offers texts.",
            id="portico.E011",
        )
    is_whole = urlsplit(settings.PORTICO_SMS_URL).scheme == "https" and settings.PORTICO_SMS_TOKEN
    if settings.PORTICO_SMS_PORT == TEXTS_BY_WEB and not is_whole:
        yield Error(
            "Texts need PORTICO_SMS_URL, which must begin with https://, and PORTICO_SMS_TOKEN.",
            id="portico.E012",
        )


def _keys() -> Iterator[Error]:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if _is_weak(key):
        yield Error(
            "PORTICO_SECRET_KEY is missing or too easy to guess. It needs at least 50 random characters.",
            hint="python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
            id="portico.E002",
        )
    if _is_weak(settings.AUDIT_KEY) or key == settings.AUDIT_KEY:
        yield Error(
            "PORTICO_AUDIT_KEY is missing, too easy to guess, or the same as PORTICO_SECRET_KEY. "
            "It signs the audit and must be a key of its own.",
            id="portico.E003",
        )


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT or key.startswith("django-insecure")


def _home() -> Iterator[Error]:
    """The database, stored files and backups stand there."""
    if settings.HOME.stat().st_mode & 0o007:
        yield Error(
            "PORTICO_HOME can be read by every account of this machine, and records stand in it.",
            hint=f"chmod 700 {settings.HOME}",
            id="portico.E013",
        )


def _served() -> Iterator[Error]:
    """Without the list of served files no page can name its style sheet."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Error("The files to serve are not there.", hint="Run bin/setup.", id="portico.E014")


def _database() -> Iterator[Error]:
    kind = network_disk(settings.DATABASES["default"], MOUNTS)
    if kind:
        yield Error(
            f"The SQLite database is on a network disk ({kind}), where its locks do not hold. "
            "Move PORTICO_HOME to a local disk, or use PostgreSQL (DATABASE_URL).",
            id="portico.E007",
        )


def network_disk(database: dict[str, Any], mounts: Path) -> str:
    """The kind of network disk that an SQLite database is on; empty when it is on none."""
    if "sqlite" not in database["ENGINE"]:
        return ""
    kind = disk_kind(Path(database["NAME"]), mounts)
    return kind if kind in NETWORK_DISKS else ""


def disk_kind(file: Path, mounts: Path) -> str:
    """The kind of file system below a path, as the system lists it; empty where it doesn't."""
    if not mounts.exists():
        return ""
    rows = [line.split()[1:3] for line in mounts.read_text().splitlines() if len(line.split()) > 3]
    above = {str(folder) for folder in [file.resolve(), *file.resolve().parents]}
    fitting = [(place, kind) for place, kind in rows if place in above]
    return max(fitting, key=lambda row: len(row[0]), default=("", ""))[1]
