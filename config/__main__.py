"""`python -m config COMMAND`: Django commands, with a sentence instead of a traceback for common mishaps."""

import os
import sys
from collections.abc import Callable


def friendly(run: Callable[[], None]) -> int:
    """The exit status of a command; the usual mishaps become one sentence each."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    if "--traceback" in sys.argv:
        run()
        return 0
    try:
        run()
    except ImproperlyConfigured as error:
        return say_why(f"Portico cannot start. {error}")
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        return say_why(
            f"The database did not answer as expected: {reason}\nIs it new? Then run: bin/portico migrate"
        )
    except KeyboardInterrupt:
        return 130
    return 0


def say_why(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        print("The Python environment is missing. Run bin/setup first.", file=sys.stderr)
        return 2
    return friendly(lambda: execute_from_command_line(["portico", *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
