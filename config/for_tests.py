"""The settings of the tests: as they are, in the test environment, with a key and a home of their own."""

import os
import tempfile

os.environ["PORTICO_ENV"] = "test"
os.environ.setdefault("PORTICO_HOME", tempfile.mkdtemp(prefix="portico-test-"))

from config.settings import *  # noqa: F403  # the environment has to be set before they are read

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405  # comes with the star above
    # A file: in memory the queue of writers would never be met, and each test process needs one of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}  # noqa: F405  # as above
# A fresh clone has collected nothing yet, and the server of static files warns of a folder that isn't there.
STATIC_ROOT = HOME / "static"  # noqa: F405  # as above
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
