"""A provider of texts on this computer, that outlives our processes and delivers once for each idempotency key."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from typing import Any

TOKEN = token_hex(16)  # of the provider below, which lives for a minute
# Less than the worker waits for an answer (PORTICO_SMS_TIMEOUT).
AT_MOST = 9


class Provider:
    """`delivered`: key -> number. `repeats`: how often a key came again, and nothing was delivered for it."""

    def __init__(self) -> None:
        self.delivered: dict[str, str] = {}
        self.repeats: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.is_in_hand = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Desk", (_Desk,), {"provider": self}))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PORTICO_SMS_PORT": "portico.notifications.channels.http.Http",
            "PORTICO_SMS_URL": f"http://127.0.0.1:{self.server.server_port}/texts",
            "PORTICO_SMS_TOKEN": TOKEN,
            "PORTICO_SMS_HOURS": "00:00-23:59:59.999999",
        }

    @property
    def absorbed(self) -> int:
        return self.repeats.total()

    def take(self, key: str, number: str) -> None:
        with self.lock:
            if key in self.delivered:
                assert self.delivered[key] == number, "one key for two people"
                self.repeats[key] += 1
            else:
                self.delivered[key] = number
        self.is_in_hand.set()
        self.may_answer.wait(AT_MOST)

    @contextmanager
    def holding_back(self) -> Iterator[threading.Event]:
        """It delivers and keeps its yes to itself: whoever dies now does not know. Gives the event of one's coming."""
        self.is_in_hand.clear()
        self.may_answer.clear()
        yield self.is_in_hand
        self.may_answer.set()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Desk(BaseHTTPRequestHandler):
    provider: Provider

    def do_POST(self) -> None:  # the library's name
        said: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_ours = self.headers["Authorization"] == f"Bearer {TOKEN}" and self.headers["Idempotency-Key"]
        if is_ours:
            self.provider.take(self.headers["Idempotency-Key"], said["to"])
        try:
            self.send_response(200 if is_ours else 401)
            self.end_headers()
        except OSError:  # whoever asked was killed meanwhile
            self.close_connection = True

    def log_message(self, *words: Any) -> None:
        """The proofs print figures of their own."""
