"""Stored files in words: how large, what became of them, and what to do about one that was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portico.core.presenters import page_url
from portico.core.viewer import Viewer
from portico.files.models import StoredFile
from portico.files.rules.kind import Kind, name_to_show
from portico.files.rules.limits import BYTES_A_FILE, FILES_A_PLACE, Reason


@dataclass(frozen=True, slots=True)
class FileLine:
    """`state`: checking, ready or refused. `href` is empty until it may be opened. `kind`: image or pdf."""

    name: str
    size_words: str
    state: str
    state_words: str
    href: str
    kind: str
    may_discard: bool
    id: UUID | None = None
    discard_url: str = ""


def line(file: StoredFile, viewer: Viewer) -> FileLine:
    may_discard = file.holder_id is None and file.account_id == viewer.account_id
    is_ready = file.state == StoredFile.State.READY
    return FileLine(
        name=file.name,
        size_words=filesizeformat(file.size),
        state=file.state,
        state_words=_state_words(file, viewer),
        href=_url(viewer, "file", file.pk) if is_ready else "",
        kind="pdf" if file.kind == Kind.PDF else "image",
        may_discard=may_discard,
        id=file.pk,
        discard_url=_url(viewer, "discard", file.pk) if may_discard else "",
    )


def box(
    viewer: Viewer, place: str, files: Sequence[StoredFile], problems: Sequence[str] = ()
) -> dict[str, Any]:
    """What files/partials/list.html shows: the files of a draft, and where more of them go."""
    lines = [line(file, viewer) for file in files]
    good = [shown for shown in lines if shown.state != StoredFile.State.REFUSED]
    return {
        "files": lines,
        "place": place,
        "upload_url": _url(viewer, "take"),
        "status_url": _url(viewer, "status"),
        "may_add": len(good) < FILES_A_PLACE,
        "is_checking": any(shown.state == StoredFile.State.CHECKING for shown in lines),
        "limit_words": limit_words(),
        "problems": list(problems),
    }


@dataclass(frozen=True, slots=True)
class Attached:
    """The files of what was sent, to read. `status_url` while one of them is being checked: the page asks again."""

    files: tuple[FileLine, ...] = ()
    status_url: str = ""


def attached(viewer: Viewer, files: Sequence[StoredFile]) -> Attached:
    checking = [file for file in files if file.state == StoredFile.State.CHECKING]
    url = _url(viewer, "sent", checking[0].pk) if checking else ""
    return Attached(tuple(line(file, viewer) for file in files), url)


def _url(viewer: Viewer, name: str, *ids: UUID) -> str:
    return page_url(f"{'files-team' if viewer.is_staff else 'files'}:{name}", viewer.patient_id, *ids)


def limit_words() -> str:
    return _("Up to %(number)s files: JPG or PNG pictures, or PDF. Each up to %(size)s.") % {
        "number": FILES_A_PLACE,
        "size": _limit(),
    }


def _limit() -> str:
    return filesizeformat(BYTES_A_FILE).replace(".0", "").replace(",0", "")


def _state_words(file: StoredFile, viewer: Viewer) -> str:
    if file.state == StoredFile.State.CHECKING:
        return _("being checked")
    if file.state == StoredFile.State.READY:
        return ""
    is_own_side = (file.side == StoredFile.Side.TEAM) == viewer.is_staff
    return reason_words(file.reason) if is_own_side else _("This file was not accepted and can't be opened.")


def refusal_words(refused: Sequence[tuple[str, str]]) -> list[str]:
    """One sentence for each (name, reason)."""
    return [f"“{name_to_show(name)}”: {reason_words(reason)}" for name, reason in refused]


def reason_words(reason: str) -> str:
    """Why, and what to do."""
    words = {
        Reason.EMPTY: _("This file is empty. Choose it again, or choose another one."),
        Reason.TOO_BIG: _("This file is larger than %(size)s. Make it smaller and add it again.")
        % {"size": _limit()},
        Reason.KIND: _(
            "We can't take this kind of file. Add a JPG or PNG picture, or a PDF. A photo of a paper is fine."
        ),
        Reason.TOO_MANY: _("There are %(number)s files already. Take one away, or send the rest later.")
        % {"number": FILES_A_PLACE},
        Reason.QUOTA: _(
            "You have added as many files as you can in a day. Please add this one tomorrow, or call us."
        ),
        Reason.DISK_FULL: _(
            "We have no room for files right now. You can send your text without it, or call us."
        ),
        Reason.DAMAGED: _(
            "We could not read this file. It may be damaged. Open it on your device, save it again, "
            "and add the new one."
        ),
        Reason.TOO_MANY_PIXELS: _(
            "This picture is too large to open safely. Take it again at a smaller size, or add a screenshot of it."
        ),
        Reason.MOVES: _("This picture moves. Add one that stands still."),
        Reason.RUNS: _("This PDF has a program or a form inside. Print it to a new PDF, and add that one."),
        Reason.HOLDS_FILES: _("This PDF has other files inside. Add those files one by one."),
        Reason.LOCKED: _("This PDF has a password. Save it without one and add it again."),
        Reason.VIRUS: _(
            "Our virus check found something harmful in this file, so we did not keep it. "
            "Please tell us in words what it shows."
        ),
        Reason.TOO_BIG_TO_SCAN: _(
            "This file is too large for our virus check. Make it smaller and add it again."
        ),
    }
    return words.get(
        Reason(reason), _("We could not check this file. Please add it again, or call us.")
    )  # fmt: skip
