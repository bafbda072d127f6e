"""Every module keeps the rules of the house; and each rule finds what breaks it."""

import re
from collections.abc import Callable, Iterator

import pytest

from architecture import checks
from architecture.tree import Module, modules, templates, told

Check = Callable[[Module], Iterator[str]]


@pytest.mark.parametrize("check", checks.EVERY_MODULE, ids=lambda check: check.__name__)
def test_every_module_keeps_the_rule(check: Check) -> None:
    faults = [fault for module in modules() for fault in check(module)]
    assert not faults, told(faults)


BAD = [
    (checks.front_door, "home/views/x.py", "from portico.chart.models import Problem"),
    (checks.front_door, "home/views/x.py", "from portico.messaging import forms"),
    (checks.front_door, "home/views/x.py", "import portico.chart.views.patient"),
    (checks.front_door, "home/views/x.py", "def f():\n    from portico.chart.models import Problem"),
    (checks.one_way, "chart/queries.py", "from portico.chart.actions import take_in"),
    (checks.one_way, "chart/rules/x.py", "from portico.chart import models"),
    (checks.one_way, "chart/presenters.py", "from portico.chart.forms import X"),
    (checks.pure, "chart/rules/x.py", "from django.utils import timezone"),
    (checks.pure, "chart/rules/x.py", "from portico.chart.models import Problem"),
    (checks.pure, "chart/rules/x.py", "import random"),
    (checks.pure, "chart/rules/x.py", "from datetime import date\nday = date.today()"),
    (checks.pure, "chart/rules/x.py", "import datetime\nat = datetime.datetime.now()"),
    (checks.pure, "lib/x.py", "from portico.core.viewer import Viewer\nopen('file')"),
    (checks.wears_action, "chart/actions.py", "def sign(*, by): ..."),
    (checks.takes_viewer, "chart/queries.py", "def all_of(patient_id): ..."),
    (checks.takes_viewer, "chart/queries.py", "def all_of(patient_id, viewer): ..."),
    (checks.stands_in, "chart/tasks.py", "from portico.access.queries import working_for"),
    (checks.stands_in, "chart/tasks.py", "from portico.access import queries\nqueries.working_for(1, 2, 3)"),
    (checks.too_long, "chart/queries.py", "\n" * 401),
    (checks.too_long, "chart/queries.py", "def f():\n" + "    x = 1\n" * 61),
    (checks.too_long, "chart/views/patient.py", "def f():\n" + "    x = 1\n" * 41),
    (checks.asks_tables, "chart/views/patient.py", "rows = Problem.objects.all()"),
    (checks.asks_tables, "chart/presenters.py", "rows = Problem._default_manager"),
    (checks.known_file, "chart/utils.py", ""),
    (checks.known_file, "chart/services/x.py", ""),
    (
        checks.marks_safe,
        "chart/presenters.py",
        "from django.utils import safestring\nsafestring.mark_safe('x')",
    ),
    (checks.plain_verbs, "chart/permissions.py", "from portico.chart.models import Problem"),
]


@pytest.mark.parametrize(("check", "path", "source"), BAD)
def test_a_bad_example_is_found(check: Check, path: str, source: str) -> None:
    assert list(check(Module(path, source)))


GOOD = [
    (checks.front_door, "home/views/x.py", "from portico.chart import queries, presenters"),
    (checks.front_door, "home/x.py", "if TYPE_CHECKING:\n    from portico.chart.models import Problem"),
    (checks.pure, "chart/rules/x.py", "from uuid import UUID\nfrom datetime import date"),
    (checks.takes_viewer, "chart/queries.py", 'def a(b):\n    """For the office: x."""'),
]


@pytest.mark.parametrize(("check", "path", "source"), GOOD)
def test_a_good_example_passes(check: Check, path: str, source: str) -> None:
    assert not list(check(Module(path, source)))


def test_no_template_shows_raw_html_or_has_a_style_or_script_within() -> None:
    faults = [fault for path, text in templates().items() for fault in checks.template_faults(path, text)]
    assert not faults, told(faults)


@pytest.mark.parametrize(
    "text",
    ["{{ x|safe }}", "{% autoescape off %}", '<p style="color: red">', "<script>go()</script>",
     '<a onclick="go()">', '<a href="javascript:go()">', "<style>p {}</style>"],
)  # fmt: skip
def test_a_bad_template_is_found(text: str) -> None:
    assert list(checks.template_faults("portico/x/templates/x.html", text))


def test_exceptions_name_what_is_there() -> None:
    """An exception that nothing needs any more is taken off its list."""
    names = {f"{m.room}.{f.name}" for m in modules() for f in m.public_functions()}
    listed = {*checks.NO_ACTION, *checks.NO_VIEWER}
    assert listed <= names, listed - names
    assert set(checks.SAFE) <= set(templates())
    assert all(re.search(checks.RAW, templates()[path]) for path in checks.SAFE)
