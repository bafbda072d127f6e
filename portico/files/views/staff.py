"""The team's side, for answers."""

from portico.files.views.sides import side

STAFF = side(patient=True, staff=True)
