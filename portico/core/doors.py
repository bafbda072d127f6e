"""One door above each view. It names the verb, the patient in the URL, the sign-in it needs, and what it opens.

    @door(ResultsVerb.VIEW, patient=True, opens="result")
    def result(request, viewer, item): ...

No mark, no entry: the middleware refuses a view without a door. What is not yours answers 404, never 403.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.module_loading import import_string

from portico.audit.actions import Fact, append
from portico.core.actions import NotAllowed, identity
from portico.core.viewer import Viewer

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD")
POST = ("POST",)
FORM = (*READ, *POST)
SHOWN = (200, 422)  # 422: a form comes back with what it shows and what was wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`patient`: the URL names one (`person`), open by relation, or with `staff` by site. `opens`: the kind of record
    that reading the page is an access to. `is_poll`: the page asks here by itself, which does not keep a session alive.
    `typed_at`: where the form stands that posts here, seen from here (".", ".."); what was typed into it outlives a
    session that ended meanwhile (docs/adr/0011). `reason` is set on open doors alone."""

    verb: str = ""
    patient: bool = False
    staff: bool = False
    opens: str = ""
    data_class: str = ""
    feature: str = ""
    fresh: bool = False
    needs_second_factor: bool = True
    is_poll: bool = False
    typed_at: str = ""
    methods: tuple[str, ...] = READ
    reason: str = ""


class Refusal(Enum):
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    FRESH_SIGN_IN = "fresh-sign-in"
    NOT_YOURS = "not-yours"


class Office(Protocol):
    """Upstairs: decides whether this request may pass, and as whom."""

    def __call__(self, request: HttpRequest, door: Door, person: Any) -> "Viewer | Refusal": ...


def door(verb: str, **marks: Any) -> Callable[[View], View]:
    spec = Door(verb=str(verb), **marks)

    def mark(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in spec.methods:
                return _not_this_way(request, spec)
            admitted = _office()(request, spec, kwargs.pop("person", None) if spec.patient else None)
            if isinstance(admitted, Refusal):
                return _turn_away(request, admitted, spec)
            request.viewer = admitted  # type: ignore[attr-defined]  # read by the page layout's context
            try:
                response = view(request, admitted, *args, **kwargs)
            except NotAllowed:
                raise Http404 from None
            _record_reading(spec, admitted, kwargs, response)
            return response

        enter.door = spec  # type: ignore[attr-defined]  # read by the middleware and by architecture/
        return enter

    return mark


def open_door(reason: str, *, methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """A page for everyone. The reason is printed in docs/access-matrix.md."""
    spec = Door(reason=reason, methods=methods)

    def mark(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in spec.methods:
                return _not_this_way(request, spec)
            return view(request, *args, **kwargs)

        enter.door = spec  # type: ignore[attr-defined]  # as above
        return enter

    return mark


def _not_this_way(request: HttpRequest, spec: Door) -> HttpResponse:
    """Who reloads the address of a form, or comes back to it by its history, reads what to do."""
    page = render_to_string("405.html", request=request)
    return HttpResponseNotAllowed(spec.methods, content=page)


def _office() -> Office:
    office: Office = import_string(settings.PORTICO_OFFICE)
    return office


def _turn_away(request: HttpRequest, refusal: Refusal, spec: Door) -> HttpResponse:
    if refusal is Refusal.NOT_YOURS:
        raise Http404
    name = {
        Refusal.SIGN_IN: "account_login",
        Refusal.SECOND_FACTOR: "mfa_index",
        Refusal.FRESH_SIGN_IN: "account_reauthenticate",
    }[refusal]
    back = (
        request.get_full_path()
        if request.method in {"GET", "HEAD"}
        else request.META.get("HTTP_REFERER", "/")
    )
    if refusal is Refusal.SIGN_IN and spec.typed_at and request.method == "POST":
        # Here, behind the check of the form's token and of the path: no other site's form gets so far.
        back = urljoin(request.path, spec.typed_at)
        import_string(settings.PORTICO_TYPED)(request, page=back)
    url = f"{reverse(name)}?{urlencode({'next': _local(request, back)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _local(request: HttpRequest, url: str) -> str:
    """Only a path on this site may follow a sign-in."""
    path = url.removeprefix(f"{request.scheme}://{request.get_host()}")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else "/"


def _record_reading(spec: Door, viewer: Viewer, ids: dict[str, Any], response: HttpResponse) -> None:
    """One row for each page that showed a record. If it can't be written the page is not shown."""
    if not spec.opens or response.status_code not in SHOWN:
        return
    append(
        Fact(
            verb=spec.verb,
            outcome="shown",
            kind=spec.opens,
            object=str(ids.get("item", "")),
            patient=str(viewer.patient_id or ""),
            **identity(viewer),
        )
    )
