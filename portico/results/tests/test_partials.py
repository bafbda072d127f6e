"""The two drawings as pages receive them."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portico.lib.fhir.shapes import Moment, Precision, Value
from portico.results.rules.line import number_line
from portico.results.rules.series import Point
from portico.results.rules.trend import trend

LABELS = {"title": "Your value", "desc": "5 < 10 & more", "usual": "Usual: up to 10"}


def _line() -> str:
    line = number_line(Value(number=Decimal("11.5"), high=Decimal("10.5")))
    return render_to_string("results/partials/number_line.html", {"line": line, "id": "n1", "labels": LABELS})


def _trend() -> str:
    start = datetime(2023, 11, 9, tzinfo=UTC)
    points = [
        Point(Moment(start + timedelta(days=200 * place), Precision.DAY), Value(number=Decimal(number)))
        for place, number in enumerate(["1.5", "2.25", "7"])
    ]
    drawn = trend(points)
    return render_to_string("results/partials/trend.html", {"trend": drawn, "id": "t1", "labels": LABELS})


@pytest.mark.parametrize("draw", [_line, _trend])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_drawing_has_a_name_a_description_and_no_style_in_any_language(draw, language):
    with translation.override(language):
        html = draw()
    assert 'role="img"' in html
    assert re.search(r'aria-labelledby="(\w+)-title \1-desc"', html)
    assert "5 &lt; 10 &amp; more" in html
    assert "style=" not in html


@pytest.mark.parametrize("draw", [_line, _trend])
def test_a_spanish_page_writes_points_for_people_and_for_the_drawing(draw):
    with translation.override("es"):
        html = draw()
    assert re.search(r">[^<]*\d\.\d[^<]*</text>", html)
    geometry = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height)="([^"]*)"', html)
    assert len(geometry) > 20
    assert all(re.fullmatch(r"-?\d+(\.\d+)?%?", number) for number in geometry)
