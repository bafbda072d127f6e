# Shared by the commands in bin/: where we are, how we speak, how long things took. Sourced, never run.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
BUILT="$ROOT/.portico"
PYTHON="$ROOT/.venv/bin/python"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
stop() { warn "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }

# Milliseconds. Some locales write the decimal point as a comma.
now() { local t=${EPOCHREALTIME/[.,]/}; printf '%s' "${t%???}"; }
seconds_since() { local ms=$(( $(now) - $1 )); printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100)); }

# took NAME START: one line for the table of stages.
took() { printf '  %-24s %9s\n' "$1" "$(seconds_since "$2")"; }

# Something that only the system's package manager can bring: as root fetch it, otherwise name the one command.
install_or_stop() {
  local why=$1 wait="-o DPkg::Lock::Timeout=300"; shift  # another install may be running
  if ! has apt-get; then stop "$why Install $* with your system's package manager, then run this again."; fi
  if ! is_root; then stop "$why Run this once, then try again:  sudo apt-get install -y $*"; fi
  say "$why Installing $* with apt-get."
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" $wait >/dev/null 2>&1 && return
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" $wait; } >/dev/null \
    || stop "apt-get could not install $*. Run this by hand to see why:  apt-get install -y $*"
}

is_port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port_from() {
  local port=$1
  while is_port_taken "$port"; do
    port=$((port + 1))
    [ "$port" -le 65535 ] || stop "No free port from $1 upwards. Name another with --port."
  done
  printf '%s' "$port"
}
