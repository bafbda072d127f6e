"""The refill protocol as a page: what each class asks, in words, for whoever adopts it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portico.core.viewer import Viewer
from portico.orders.permissions import OrdersVerb
from portico.orders.presenters.named import class_words, first_up, lab_words
from portico.orders.presenters.orders import adopted_words
from portico.orders.rules.table import Lab, Row, Table


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    medicines: str
    asks: list[str]


def protocol_page(table: Table, adoption: Any, viewer: Viewer) -> dict[str, Any]:
    return {
        "version": table.version,
        "mark": table.mark,
        "adopted": adopted_words(adoption, viewer),
        "may_adopt": adoption is None and bool(table.rows) and viewer.may(OrdersVerb.ADOPT),
        "by_protocol": [_line(row) for row in table.rows if not row.excluded],
        "never": [_line(row) for row in table.rows if row.excluded],
    }


def _line(row: Row) -> Line:
    return Line(first_up(class_words(row.name)), ", ".join(sorted(row.words)), _asks(row))


def _asks(row: Row) -> list[str]:
    if row.excluded:
        return [{
            "controlled": _("Controlled: a physician decides each time"),
            "not-by-nurses": _("Not renewed under the protocol"),
            "clinic": _("Its own clinic sees to it"),
            "clinician": _("A clinician decides each time"),
        }[row.excluded]]  # fmt: skip
    asks = [_("Visit within %(months)d months") % {"months": row.visit_months}]
    asks += [_lab(lab) for lab in row.labs]
    if row.age_from:
        asks.append(_("From the age of %(age)d on") % {"age": row.age_from})
    if row.on_it_months:
        asks.append(_("Taken for %(months)d months at least") % {"months": row.on_it_months})
    if row.look:
        asks.append(_("Blood pressure within 12 months, looked up by a person"))
    return asks


def _lab(lab: Lab) -> str:
    facts = {
        "what": first_up(lab_words(lab.name)),
        "months": lab.months,
        "above": lab.above,
        "then": lab.then_months,
    }
    if lab.above is not None:
        return _("%(what)s within %(months)d months; above %(above)s within %(then)d") % facts
    return _("%(what)s within %(months)d months") % facts
