"""What the frame of every page shows: who is here, where they can go. An item that is off leaves no trace."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from portico.accounts.presenters import idle_facts
from portico.clinic.queries import practice
from portico.core.presenters import day_words, initials, page_url, today
from portico.core.viewer import DataClass, Viewer
from portico.guide.presenters import frame as guide


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    icon: str
    url: str
    is_current: bool = False
    place: str = "tab"
    mark: str = ""
    hint: str = ""


def page(request: HttpRequest) -> dict[str, Any]:
    viewer: Viewer | None = getattr(request, "viewer", None)
    language = get_language() or "en"
    other = next((code, name) for code, name in settings.LANGUAGES if code != language)
    context: dict[str, Any] = {
        "practice": _practice(viewer),
        "viewer": None,
        "nav": [],
        "theme": request.COOKIES.get("theme", "auto"),
        "language": language,
        "other_language": {"code": other[0], "label": other[1]},
        "is_demo": settings.IS_DEMO,
        "account_urls": {"sign_out": page_url("account_logout")} if viewer else {},
        "frame": "portico/desk.html" if viewer and viewer.is_staff else "portico/patient.html",
    }
    if viewer is None:
        return context
    context["viewer"] = _frame_viewer(viewer)
    context["idle"] = idle_facts(request.session)
    context |= guide(request, viewer)
    if viewer.is_staff:
        return {**context, "nav": _staff_nav(request, viewer)}
    if viewer.patient_id is None:
        return {**context, "nav": _account_nav(request)}
    return {**context, **_record(request, viewer)}


def _practice(viewer: Viewer | None) -> dict[str, str]:
    """Public facts: with the viewer where the office knew them, else by one small query."""
    name, phone = (viewer.practice, viewer.phone) if viewer else ("", "")
    if not name:
        found = practice()
        name, phone = (found.name, found.phone) if found else ("Portico", "")
    return {
        "name": name,
        "phone": phone,
        "phone_href": f"tel:+1{''.join(c for c in phone if c.isdigit())}" if phone else "",
        "home_url": "/",
    }


def _frame_viewer(viewer: Viewer) -> dict[str, Any]:
    return {
        "name": viewer.name,
        "initials": initials(viewer.name),
        "is_staff": viewer.is_staff,
        "is_acting_for_other": viewer.is_acting_for_other,
        "person_name": viewer.person_name if viewer.patient_id and not viewer.is_staff else "",
        "person_initials": initials(viewer.person_name) if viewer.person_name else "",
        "patient_id": viewer.patient_id,
        "people_url": page_url("people-switch") if not viewer.is_staff else "",
        "own_url": "/",
    }


def _item(request: HttpRequest, label: str, icon: str, url: str, **more: Any) -> Item:
    is_exact = more.pop("is_exact", False)
    here = request.path == url if is_exact else request.path.startswith(url)
    return Item(label, icon, url, here, **more)


# Where the care team goes beside the desk: verbs (one is enough, none: for all), words, icon, page, and what else the
# addresses of its pages have in them.
PLACES: tuple[tuple[tuple[str, ...], str, str, str, tuple[str, ...]], ...] = (
    (("orders.view",), gettext_noop("Orders"), "file-text", "orders-lists:orders", ("/orders/",)),
    (("letters.view",), gettext_noop("Letters"), "file-text", "letters-lists:letters", ("/letters/",)),
    (
        ("scheduling.offer",),
        gettext_noop("Visits"),
        "calendar3",
        "scheduling-lists:tickets",
        ("/tickets/", "/recalls/"),
    ),
    (("phrases.use",), gettext_noop("Phrases"), "chat-left-text", "phrases:phrases", ()),
    (("guidelines.read",), gettext_noop("Guidelines"), "book", "guidelines:guidelines", ()),
    (("quickactions.use",), gettext_noop("Quick actions"), "lightning-charge", "quickactions:actions", ()),
    (("routing.write",), gettext_noop("Routing"), "signpost", "routing:table", ()),
    (("sending.write", "sending.tighten"), gettext_noop("Sending"), "send", "sending:rules", ()),
    (("oncall.write", "oncall.sign"), gettext_noop("On call"), "clock", "oncall:ladders", ()),
    (("clinic.be_away",), gettext_noop("I am away"), "calendar-plus", "clinic-team:away", ()),
    ((), gettext_noop("What is on"), "toggles", "clinic:features", ()),
    (
        ("notifications.mend",),
        gettext_noop("Undelivered"),
        "envelope-paper",
        "notifications-team:undelivered",
        (),
    ),
    (("health.view",), gettext_noop("Health"), "heart-pulse", "health:health", ()),
    ((), gettext_noop("Account"), "person-gear", "account-security", ()),
)


def _staff_nav(request: HttpRequest, viewer: Viewer) -> list[Item]:
    items = _desk(request) if viewer.may("desk.view") else []
    for verbs, words, icon, route, parts in PLACES:
        if not verbs or any(viewer.may(verb) for verb in verbs):
            items.append(Item(_(words), icon, page_url(route), _is_there(request, route, parts)))
    return items


def _is_there(request: HttpRequest, route: str, parts: tuple[str, ...]) -> bool:
    return request.path.startswith(page_url(route)) or any(part in request.path for part in parts)


def _desk(request: HttpRequest) -> list[Item]:
    """The worklist, and finding patients; what has a place of its own is neither."""
    found = page_url("desk:patients")
    desk = _item(request, _("Desk"), "inbox", page_url("desk:desk"))
    is_other = any(_is_there(request, route, parts) for _verbs, _words, _icon, route, parts in PLACES)
    is_search = request.path == found or (
        request.path.startswith(found) and "/items/" not in request.path and not is_other
    )
    is_desk = desk.is_current and not is_search and not is_other
    return [Item(desk.label, desk.icon, desk.url, is_desk), Item(_("Patients"), "people", found, is_search)]


def _account_nav(request: HttpRequest) -> list[Item]:
    return [
        _item(request, _("Records"), "people", page_url("people-switch")),
        _item(request, _("Account"), "person-gear", page_url("account-security")),
        _item(request, _("What is on"), "toggles", page_url("clinic:features")),
    ]


def _record(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    parts = _parts(request, viewer)
    person = viewer.patient_id
    nav = [_item(request, _("Home"), "house", page_url("home:home", person), is_exact=True)]
    if _is_open(viewer, "messages"):
        nav.append(_item(request, _("Messages"), "chat-left-text", page_url("messaging:threads", person)))
    if _is_open(viewer, "visits"):
        nav.append(_item(request, _("Visits"), "calendar3", page_url("scheduling:visits", person)))
    record = _item(request, _("Record"), "journal-medical", page_url("home:record", person))
    is_part = record.is_current or any(part.is_current for part in parts)
    nav.append(Item(record.label, record.icon, record.url, is_part))
    more = [_item(request, _("Account"), "person-gear", page_url("account-security"), place="rail")]
    if "who-looked" in viewer.features:
        url = page_url("access:who-looked", person)
        more.insert(0, _item(request, _("Who looked"), "eye", url, place="rail"))
    more.insert(
        0,
        _item(request, _("My details"), "person-vcard", page_url("people:details", person), place="rail"),
    )
    more.append(_item(request, _("What is on"), "toggles", page_url("clinic:features"), place="rail"))
    phone_more = _item(request, _("More"), "three-dots", page_url("home:more", person), place="more")
    doors = [
        Item(_("Write a message"), "pencil", page_url("messaging:new", person), hint=_("To your care team")),
        Item(
            _("Ask for a refill"),
            "arrow-repeat",
            page_url("messaging:refill", person),
            hint=_("From your list"),
        ),
    ]
    return {
        "nav": [*nav, phone_more, *more],
        "parts": parts,
        "today_text": day_words(today(viewer)),
        "more_items": more,
        "record_url": record.url,
        "record_doors": [*(doors if _is_open(viewer, "messages") else []), *parts[:5]],
    }


def _is_open(viewer: Viewer, feature: str) -> bool:
    return feature in viewer.features and viewer.may_see(feature)


def _parts(request: HttpRequest, viewer: Viewer) -> list[Item]:
    """The parts of the record that this viewer may open."""
    table = [
        (
            DataClass.RESULTS,
            "results:results",
            _("Test results"),
            "activity",
            _("Blood tests, vital signs, reports"),
        ),
        (DataClass.MEDICINES, "chart:medicines", _("Medicines"), "capsule", _("What you take, and used to")),
        (DataClass.PROBLEMS, "chart:problems", _("Conditions"), "heart-pulse", _("Now and in the past")),
        (
            DataClass.ALLERGIES,
            "chart:allergies",
            _("Allergies"),
            "exclamation-triangle",
            _("And how you react"),
        ),
        (DataClass.VACCINES, "chart:vaccines", _("Vaccines"), "shield-check", _("Which, and when")),
        (
            DataClass.DOCUMENTS,
            "chart:documents",
            _("Documents"),
            "file-text",
            _("Visit summaries, letters, notes"),
        ),
        (DataClass.REFERRALS, "chart:referrals", _("Referrals"), "signpost", _("To other specialists")),
        (DataClass.VISITS, "chart:encounters", _("Past visits"), "building", _("As the record has them")),
        (
            DataClass.FAMILY_HISTORY,
            "chart:family-history",
            _("Family history"),
            "people",
            _("What runs in the family"),
        ),
        (DataClass.CARE_TEAM, "chart:care-team", _("Care team"), "person-check", _("Who looks after you")),
    ]
    return [
        _item(request, label, icon, page_url(name, viewer.patient_id), hint=hint)
        for data_class, name, label, icon, hint in table
        if _is_open(viewer, data_class)
    ]
