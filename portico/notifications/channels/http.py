"""Texts by a provider's web address: POST of JSON with a bearer token and the key of the text.

Only https (but for this same computer, in tests), no redirects, a time limit. Small providers speak this as it is;
others need a few lines of their own beside this file.
"""

import json
import ssl
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from portico.notifications.channels import Rejected

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# Worth another try: too slow, at the same time, too early, too many.
FOR_NOW = {408, 409, 425, 429}


class NotTaken(Exception):
    """The provider could not take it just now."""


class Http:
    def text(self, *, number: str, words: str, key: str) -> None:
        place = urlsplit(settings.PORTICO_SMS_URL)
        connection = _connection(place)
        try:
            path = (place.path or "/") + (f"?{place.query}" if place.query else "")
            connection.request("POST", path, json.dumps({"to": number, "text": words}), _headers(key))
            _judge(connection.getresponse().status)
        finally:
            connection.close()


def _connection(place: SplitResult) -> HTTPConnection:
    host = place.hostname or ""
    if place.scheme == "https" and host:
        return HTTPSConnection(
            host, place.port, timeout=settings.PORTICO_SMS_TIMEOUT, context=ssl.create_default_context()
        )
    if place.scheme == "http" and host in LOOPBACK and settings.ENVIRONMENT == "test":
        return HTTPConnection(host, place.port, timeout=settings.PORTICO_SMS_TIMEOUT)
    raise Rejected


def _headers(key: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {settings.PORTICO_SMS_TOKEN}",
        "Content-Type": "application/json",
        "Idempotency-Key": key,
    }


def _judge(status: int) -> None:
    """A redirect is no yes: the token and the number go to the one address that the practice named."""
    if 200 <= status < 300:  # RFC 9110: done
        return
    is_for_good = 300 <= status < 500 and status not in FOR_NOW  # RFC 9110: elsewhere, or our fault
    raise Rejected if is_for_good else NotTaken
