"""Every setting of Portico, read once. A bad value stops the start with a sentence."""

import os
import secrets
from pathlib import Path

from config.environment import database_from, read_bool, read_int, read_text

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(read_text("PORTICO_HOME", str(BASE_DIR / ".portico")))
ENVIRONMENT = read_text("PORTICO_ENV", "development", among=("development", "test", "production"))
IS_PRODUCTION = ENVIRONMENT == "production"
IS_DEMO = read_bool("PORTICO_DEMO", False)
DEBUG = False


def _local_key() -> str:
    """A key made once for this clone; production must bring its own."""
    file = HOME / "key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text().strip()


SECRET_KEY = read_text("PORTICO_SECRET_KEY", "") or ("" if IS_PRODUCTION else _local_key())
# Signs the audit ledger; kept apart so that the web key may rotate without touching history.
AUDIT_KEY = read_text("PORTICO_AUDIT_KEY", "") or SECRET_KEY
AUDIT_ANCHOR_FILE = HOME / "audit-anchors"
AUDIT_ANCHOR_SECONDS = read_int("PORTICO_AUDIT_ANCHOR_SECONDS", 3600)

ALLOWED_HOSTS = read_text("PORTICO_HOSTS", "" if IS_PRODUCTION else "127.0.0.1,localhost,testserver").split(",")
PUBLIC_URL = read_text("PORTICO_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_cotton",
    "django_htmx",
    "portico.audit",
    "portico.core",
    "portico.archive",
    "portico.accounts",
    "portico.clinic",
    "portico.people",
    "portico.triage",
    "portico.notifications",
    "portico.chart",
    "portico.results",
    "portico.scheduling",
    "portico.messaging",
    "portico.access",
    "portico.home",
    "portico.desk",
    "portico.exchange",
    "portico.demo",
]
INSTALLED_APPS = [a for a in INSTALLED_APPS if not a.startswith("portico.") or (BASE_DIR / a.replace(".", "/")).exists()]
ROOMS = [app.removeprefix("portico.") for app in INSTALLED_APPS if app.startswith("portico.")]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), HOME / "portico.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("vendor", HOME / "assets")] if (HOME / "assets").exists() else []
