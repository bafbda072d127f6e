"""Who comes, on every request: the session and its account, by SQL that is written once (docs/adr/0014)."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.utils import timezone

from portico.accounts import queries
from portico.accounts.models import Account
from portico.core.prepared import Word, prepared
from portico.core.viewer import Viewer


class SessionStore(db.SessionStore):
    """Django's, with a quicker look."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key or ""
        found = (
            prepared(queries.session, Viewer(), key=Word(key), now=timezone.now()) if key.isalnum() else {}
        )
        if found and found["session"]:
            return found["session"][0]
        return super()._get_session_from_db()  # type: ignore[misc]  # unknown to the stubs


class Backend(AuthenticationBackend):
    """The sign-in library's, with a quicker look at who is signed in."""

    def get_user(self, user_id: UUID) -> Account | None:
        found = prepared(queries.account, Viewer(), account=user_id)["account"]
        return found[0] if found and self.user_can_authenticate(found[0]) else None
