"""`python -m bench NAME [options]`: measure, as ratios within one run. Figures go to the reader, never into a test."""

import importlib
import sys
from pathlib import Path

NAMES = {
    "pages": "patient pages beside a bare view, on SQLite or DATABASE_URL (--patients N...; --full: 5,000 and 100,000)",
    "redflags": "what the net under messages finds, by rank and topic, and false alarms (--wrong lists the misses)",
    "imports": "resources a second, by type, and where the time goes (PATH)",
    "desk": "the desk at 10,000 messages beside a bare view (--full: 1,000,000 too), on SQLite or DATABASE_URL",
    "routing": "a dry run of a routing table over ninety days of 100,000 patients, on SQLite or DATABASE_URL",
    "writers": "two web processes and a worker that write at once to SQLite, with our queue and without (--seconds N)",
}


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print("bin/bench NAME, where NAME is one of:")
        for name, what in NAMES.items():
            print(f"  {name:10} {what}")
        return 0 if len(sys.argv) < 2 else 2
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    status: int = importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:])
    return status


if __name__ == "__main__":
    sys.exit(main())
