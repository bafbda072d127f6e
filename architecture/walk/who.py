"""Who there is on the walk, what each role may read, and what the table says of a route. Written by hand."""

from dataclasses import dataclass

EVERY_CLASS = frozenset(
    {"problems", "medicines", "allergies", "vaccines", "family-history", "results", "documents", "referrals",
     "visits", "care-team", "messages"}
)  # fmt: skip
CLINICAL = frozenset({"nurse", "medical-assistant", "pharmacist", "physician"})
DESK = CLINICAL | {"front-desk"}
FINDING = DESK | {"manager"}
LICENSED = CLINICAL - {"medical-assistant"}
PREPARING = CLINICAL - {"physician"}
MENDING = frozenset({"manager", "administrator"})
ANSWERING = (CLINICAL - {"physician"}) | {"front-desk"}  # the team; a physician answers the team
PHRASING = ANSWERING | {"manager"}
# What each of the care team may read about a patient of their site.
READS = {
    **dict.fromkeys(CLINICAL, EVERY_CLASS | {"name", "note", "order", "ticket"}),
    "front-desk": frozenset({"name", "visits", "messages", "note", "ticket"}),
    "manager": frozenset({"name"}),
}
SITES = {"rosa": "madison", "marcus": "madison", "walter": "denver"}
SWITCHED_OFF = {"denver": frozenset({"vaccines", "care-team"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`who`: everyone, account (signed in), record (by relation), team (by role; with a person: by site).

    `shows`: kinds of data that the page must show to whoever may open it. `ids`: kinds of ids in the path.
    """

    who: str
    roles: frozenset[str] = frozenset()
    data: str = ""
    shows: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    in_pool: bool = False
    is_authors: bool = False
    is_post_only: bool = False
    has_form: bool = False
    needs_second_factor: bool = True
    query: str = ""
    also: str = ""  # a second class of data, without which the door is closed too
    data_off: str = ""  # the switch, where it has another name than the data
    asks: tuple[
        str, ...
    ] = ()  # names of protected columns that this form asks for by right, such as a pool to send to
