"""Every setting of Portico, read once. A bad value stops the start with a sentence."""

import os
import secrets
from pathlib import Path

from config.environment import database_from, read_bool, read_hours, read_int, read_text
from config.sign_in import *  # noqa: F403  # what is the same everywhere

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(read_text("PORTICO_HOME", str(BASE_DIR / ".portico")))
ENVIRONMENT = read_text("PORTICO_ENV", "development", among=("development", "test", "production"))
IS_PRODUCTION = ENVIRONMENT == "production"
IS_DEMO = read_bool("PORTICO_DEMO", False)
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
DEBUG = False


def _local_key() -> str:
    """A key made once for this clone; production must bring its own."""
    file = HOME / "key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text().strip()


SECRET_KEY = read_text("PORTICO_SECRET_KEY", "") or ("" if IS_PRODUCTION else _local_key())
# Signs the audit ledger; kept apart so that the web key may rotate without touching history.
AUDIT_KEY = read_text("PORTICO_AUDIT_KEY", "") or SECRET_KEY
AUDIT_ANCHOR_FILE = HOME / "audit-anchors"
AUDIT_ANCHOR_SECONDS = read_int("PORTICO_AUDIT_ANCHOR_SECONDS", 3600)

ALLOWED_HOSTS = read_text("PORTICO_HOSTS", "" if IS_PRODUCTION else "127.0.0.1,localhost,testserver").split(
    ","
)
PUBLIC_URL = read_text("PORTICO_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton",
    "django_htmx",
    "portico.audit",
    "portico.core",
    "portico.archive",
    "portico.files",
    "portico.accounts",
    "portico.clinic",
    "portico.people",
    "portico.triage",
    "portico.notifications",
    "portico.phrases",
    "portico.guidelines",
    "portico.routing",
    "portico.oncall",
    "portico.letters",
    "portico.chart",
    "portico.results",
    "portico.orders",
    "portico.scheduling",
    "portico.sending",
    "portico.messaging",
    "portico.quickactions",
    "portico.access",
    "portico.home",
    "portico.desk",
    "portico.exchange",
    "portico.backup",
    "portico.health",
    "portico.guide",
    "portico.demo",
    "config",
    # After the rooms: our templates stand before the sign-in library's.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
INSTALLED_APPS = [
    a for a in INSTALLED_APPS if not a.startswith("portico.") or (BASE_DIR / a.replace(".", "/")).exists()
]
ROOMS = [app.removeprefix("portico.") for app in INSTALLED_APPS if app.startswith("portico.")]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {
    "default": database_from(
        os.environ.get("DATABASE_URL", ""),
        HOME / "portico.sqlite3",
        prepares=read_bool("PORTICO_POSTGRES_PREPARES", True),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]  # a dose is written with a decimal point in both languages
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Made by bin/setup from the code, not data: the same for every PORTICO_HOME.
STATIC_ROOT = BASE_DIR / ".portico" / "static"
ASSETS = BASE_DIR / ".portico" / "assets"
STATICFILES_DIRS = [("vendor", ASSETS)] if ASSETS.exists() else []
# bin/dev: style sheets are read afresh from where they stand in the tree.
IS_RELOADING = read_bool("PORTICO_RELOAD", False)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = IS_RELOADING

MIDDLEWARE = [
    "portico.core.middleware.SafetyNet",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portico.accounts.middleware.SessionLimits",
    "portico.core.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portico.core.middleware.Doors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "portico.core.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portico.core.templatetags.look",
                "portico.core.templatetags.said",
            ],
        },
    }
]
COTTON_SNAKE_CASED_NAMES = True
# A component sees what it is given, not what the page around it happens to hold.
COTTON_ISOLATE_BY_DEFAULT = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT == "test" or IS_RELOADING
        else "portico.core.static_files.StaticFiles"
    },
}

# -- who is who ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
PATIENT_MODEL = "people.Patient"
PORTICO_OFFICE = "portico.access.queries.admit"
PORTICO_TYPED = "portico.accounts.middleware.keep_typed"
PORTICO_PURPOSES = "portico.access.roles.verbs_for"
PORTICO_SWITCHBOARD = "config.switchboard.TABLE"
PORTICO_SCHEDULE = "config.schedule.TABLE"
PORTICO_PAGE = "config.nav.page"
PORTICO_LANGUAGE_KEEPER = "portico.accounts.views.language.keep_language"

# -- sign-in ------------------------------------------------------------------------------------
# How many proxies of ours stand before the web process: the throttles count the address that the nearest one saw.
ALLAUTH_TRUSTED_PROXY_COUNT = read_int("PORTICO_PROXIES", 1 if IS_PRODUCTION else 0)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
SESSION_IDLE_STAFF = read_int("PORTICO_IDLE_STAFF_MINUTES", 15) * 60
SESSION_IDLE_PATIENT = read_int("PORTICO_IDLE_PATIENT_MINUTES", 20) * 60
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # The throttles live here. With Django's 300, whoever tries 300 names pushes out what was counted before.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

# -- the web ------------------------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 2 * 365 * 86400 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Five files of 10 MB and the form around them; a longer body is refused before it is read (core/middleware.py).
BODY_MAX_SIZE = 54_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# -- mail ---------------------------------------------------------------------------------------
EMAIL_BACKEND = read_text("PORTICO_MAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = read_text(
    "PORTICO_MAIL_FOLDER", str(HOME / "mails")
)  # where the backend "filebased" writes
EMAIL_HOST = read_text("PORTICO_MAIL_HOST", "localhost")
EMAIL_PORT = read_int("PORTICO_MAIL_PORT", 25)
EMAIL_HOST_USER = read_text("PORTICO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = read_text("PORTICO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = read_bool("PORTICO_MAIL_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_text("PORTICO_MAIL_FROM", "portal@localhost")

# -- stored files -------------------------------------------------------------------------------
# Attachments: outside the web's reach, part of every backup. Uploads in progress stand there too, not in /tmp.
FILES_ROOT = HOME / "files"
FILE_UPLOAD_TEMP_DIR = FILES_ROOT / "incoming"
FILES_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
# A class with the port of files/scanners, "" for none: portico.files.scanners.clamd.Clamd
PORTICO_VIRUS_SCANNER = read_text("PORTICO_VIRUS_SCANNER", "")
PORTICO_CLAMD = read_text("PORTICO_CLAMD", "unix:///run/clamav/clamd.ctl")
# -- backups ------------------------------------------------------------------------------------
# What opens them (age format, `bin/portico backup --new-key`), and for whom else they are closed.
PORTICO_BACKUPS = Path(read_text("PORTICO_BACKUPS", str(HOME / "backups")))
PORTICO_BACKUP_KEY = read_text("PORTICO_BACKUP_KEY", "")
PORTICO_BACKUP_RECIPIENTS = read_text("PORTICO_BACKUP_RECIPIENTS", "").replace(",", " ").split()
# -- text messages (portico/notifications/channels) -----------------------------------------------
# Dotted path of what carries texts; empty: this practice sends none, and no page offers them.
PORTICO_SMS_PORT = read_text(
    "PORTICO_SMS_PORT", "" if IS_PRODUCTION else "portico.notifications.channels.console.Console"
)
PORTICO_SMS_URL = read_text("PORTICO_SMS_URL", "")
PORTICO_SMS_TOKEN = read_text("PORTICO_SMS_TOKEN", "")
PORTICO_SMS_TIMEOUT = read_int("PORTICO_SMS_TIMEOUT", 10)
PORTICO_SMS_HOURS = read_hours("PORTICO_SMS_HOURS", "09:00-18:00")  # by the clock of the patient's clinic
# The role whose work it is when a notice could not be delivered.
PORTICO_UNDELIVERED_OWNER = read_text("PORTICO_UNDELIVERED_OWNER", "administrator")

# -- orders -------------------------------------------------------------------------------------
# A folder with the practice's own refill protocol (protocol.tsv, labs.tsv); empty: the draft that comes with Portico.
PORTICO_REFILL_PROTOCOL = read_text("PORTICO_REFILL_PROTOCOL", "")
# A class with the port of orders/record_systems: where signed orders go.
PORTICO_RECORD_SYSTEM = read_text("PORTICO_RECORD_SYSTEM", "portico.orders.record_systems.queue.Queue")

# -- the record ---------------------------------------------------------------------------------
FHIR_SCHEMA = Path(read_text("PORTICO_FHIR_SCHEMA", str(BASE_DIR / ".portico" / "fhir" / "fhir.schema.json")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
