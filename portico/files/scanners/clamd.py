"""ClamAV's daemon, asked by INSTREAM (clamd(8)) over a socket of this computer or of another."""

import socket
import struct
from contextlib import closing
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from portico.files.scanners import Finding, ScannerAwayError

CONNECTS_WITHIN = 5
ANSWERS_WITHIN = 60
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class Clamd:
    """At PORTICO_CLAMD: unix:///run/clamav/clamd.ctl or tcp://host:3310."""

    def scan(self, content: BinaryIO) -> Finding:
        try:
            with closing(_connected(settings.PORTICO_CLAMD)) as line:
                _send(line, content)
                answer = _answer(line)
        except OSError as error:
            raise ScannerAwayError(type(error).__name__) from error
        return _finding(answer)


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(CONNECTS_WITHIN)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
    else:
        line = socket.create_connection((parts.hostname or "", parts.port or 3310), CONNECTS_WITHIN)
    line.settimeout(ANSWERS_WITHIN)
    return line


def _send(line: socket.socket, content: BinaryIO) -> None:
    try:
        line.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # over its limit it stops listening; its answer says so


def _answer(line: socket.socket) -> str:
    said = b""
    while len(said) < LONGEST_ANSWER and not said.endswith(b"\0"):
        more = line.recv(1024)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _finding(answer: str) -> Finding:
    if answer == "stream: OK":
        return Finding.CLEAN
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Finding.FOUND
    if "size limit exceeded" in answer:
        return Finding.TOO_BIG
    raise ScannerAwayError("its answer is not understood")
