"""One press on a page about one patient: it is done, or a sentence says why not; then the page again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from portico.core.actions import Refused
from portico.core.viewer import Viewer


def is_of_this_patient(request: HttpRequest, viewer: Viewer) -> bool:
    """The form names the patient whose page it stood on; it is the one in the address."""
    return request.POST.get("person", "") == str(viewer.patient_id)


def press(
    request: HttpRequest, viewer: Viewer, do: Callable[[], object], *, said: str, why: Callable[[str], str], then: str
) -> HttpResponse:  # fmt: skip
    """`said`: when it is done; `why`: the words of a refusal; `then`: the address of the page."""
    if not is_of_this_patient(request, viewer):
        messages.error(request, why("another-patient"))
        return HttpResponseRedirect(then)
    try:
        do()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, why(str(refusal)))
    return HttpResponseRedirect(then)
