"""The settings of the tests: as they are, in the test environment, with a key and a home of their own."""

import os
import tempfile

os.environ["PORTICO_ENV"] = "test"
os.environ.setdefault("PORTICO_HOME", tempfile.mkdtemp(prefix="portico-test-"))

from config.settings import *  # noqa: F403  # the environment has to be set before they are read

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
