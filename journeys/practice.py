"""The whole practice on this computer: database, web server and worker, started and stopped by their ids."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 30.0
STOPS_WITHIN = 8.0
SCHEMA = ("PORTICO_FHIR_SCHEMA", ROOT / ".portico" / "fhir" / "fhir.schema.json")


class NotReady(RuntimeError):
    """Says in one sentence what is missing and how to get it."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Practice:
    """Lakeside Family Medicine, open for business in a folder of its own."""

    home: Path
    background: int = 2
    url: str = ""
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def open(self, *, has_worker: bool = True) -> "Practice":
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.home.mkdir(parents=True, exist_ok=True)
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("migrate", "--verbosity", "0")
        self.manage("demo_load", "--background", str(self.background))
        self._start("web", self._server(port))
        if has_worker:
            self._start("worker", ["-m", "config", "worker"])
        self._wait_for_first_page(self.url)
        return self

    def open_beside(self, application: str) -> str:
        """A second web server of the same practice, which does something otherwise. Gives its address."""
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        self._start("beside", self._server(port, application))
        self._wait_for_first_page(url)
        return url

    def close(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()

    def manage(self, *words: str) -> str:
        """One management command; its failure is shown in full."""
        return self._run("-P", "-m", "config", *words)

    def run(self, code: str) -> str:
        """A few lines of Python inside the practice; what they print."""
        return self._run("-c", f"import django; django.setup()\n{code}")

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotReady(f"`{' '.join(words)}` failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def said_by(self, name: str) -> str:
        """What the web server or the worker printed; the worker prints the mail that it sends."""
        return log.read_text("utf-8", "replace") if (log := self.home / f"{name}.log").exists() else ""

    def _environment(self) -> dict[str, str]:
        """As bin/demo starts it, whatever the shell of the tests is set up for."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("PORTICO_", "DATABASE_URL", "DJANGO_"))
        }
        name, place = SCHEMA
        schema = os.environ.get(name) or (str(place) if place.exists() else "")
        return {
            **kept,
            **({name: schema} if schema else {}),
            "PORTICO_HOME": str(self.home),
            "PORTICO_ENV": "development",
            "PORTICO_DEMO": "1",
            "PORTICO_URL": self.url,
            "PYTHONPATH": f"{self.home}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
        }

    def _server(self, port: int, application: str = "config.wsgi:application") -> list[str]:
        return [
            "-m", "granian", "--interface", "wsgi", application, "--host", "127.0.0.1",
            "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--workers-kill-timeout", "5",
            "--log-level", "warning", "--no-access-log",
        ]  # fmt: skip

    def _start(self, name: str, words: list[str]) -> None:
        with (self.home / f"{name}.log").open("wb") as log:
            self._running.append(
                subprocess.Popen(
                    [sys.executable, "-P", *words], cwd=ROOT, env=self._environment(), stdout=log, stderr=log
                )
            )

    def _wait_for_first_page(self, url: str) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in self._running):
                break
            try:
                urllib.request.urlopen(f"{url}/demo/", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        logs = self.said_by("web") + self.said_by("worker")
        self.close()
        raise NotReady(f"The practice did not open within {STARTS_WITHIN:.0f} s:\n{logs}")


def chromium() -> str:
    """The system's browser. Its absence is an error, never a skipped test."""
    wanted = os.environ.get("PORTICO_CHROMIUM", "")
    for name in (wanted, "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise NotReady("The journeys need Chromium. As root: apt-get install -y chromium")


def axe() -> str:
    """The accessibility checker's source."""
    place = Path(os.environ.get("PORTICO_AXE", "") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    if not place.exists():
        raise NotReady(
            f"The accessibility checker is not at {place}. Run bin/setup --test, or set PORTICO_AXE."
        )
    return place.read_text(encoding="utf-8")


BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
