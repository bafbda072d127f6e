"""Reads about accounts. Accounts stand below viewers' patients; these are asked by commands and the demo."""

import json
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from portico.accounts.models import Account, KnownDevice
from portico.accounts.rules.limits import is_over
from portico.accounts.rules.passwords import Removal, may_remove_factor
from portico.accounts.rules.typed import Typed, belongs_here
from portico.accounts.rules.typed import is_over as is_too_old
from portico.accounts.sealing import TYPED as FOR_TYPED
from portico.accounts.sealing import unseal
from portico.core.prepared import Word
from portico.core.viewer import Viewer

TYPED = "typed"  # of a session: what was typed when the one before it ended


def session(viewer: Viewer, *, key: Word, now: datetime) -> dict[str, QuerySet[Session]]:
    """The session of this key, if it has not run out; asked on every request."""
    return {"session": Session.objects.filter(session_key=key, expire_date__gt=now)}


def account(viewer: Viewer, *, account: UUID) -> dict[str, QuerySet[Account]]:
    """Whose session it is."""
    return {"account": Account.objects.filter(pk=account)}


def account_named(username: str) -> Account | None:
    """For sign-in flows: the active account of this sign-in name."""
    return Account.objects.filter(username=username.lower(), is_active=True).first()


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom to write to about an account, and by which name they sign in."""

    account_id: UUID
    address: str
    language: str
    sign_in: str


def owner(account_id: UUID | str) -> Owner | None:
    """For reactions; None when the account is disabled."""
    found = Account.objects.filter(pk=account_id, is_active=True).first()
    return Owner(found.pk, found.contact_email, found.language, found.username) if found else None


def path_to_new_password(owner: Owner) -> str:
    """Works once, for half an hour, and not after a sign-in or a new contact address (AU-06)."""
    account = Account.objects.get(pk=owner.account_id)
    link = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return reverse("account_reset_password_from_key", kwargs=link)


def second_factors(account_id: UUID) -> int:
    """How many an account has. Recovery codes are none: they stand in for one."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=account_id, type__in=kinds).count()


def has_second_factor(account_id: UUID) -> bool:
    return second_factors(account_id) > 0


def removal_of_factor(account: Account) -> Removal:
    """May one of its second factors go?"""
    return may_remove_factor(
        others=second_factors(account.pk) - 1,
        has_password=account.has_usable_password(),
        stands_alone=account.password_stands_alone,
    )


def knows_device(username: str, mark: str) -> bool:
    """Has this browser signed in to this account before?"""
    return KnownDevice.objects.filter(account__username=username, mark=mark).exists()


def sessions_of(viewer: Viewer) -> list[UserSession]:
    """Where the person is signed in now, newest first; what has run out is forgotten on the way."""
    account = Account(pk=viewer.account)
    living = [one for one in UserSession.objects.purge_and_list(account) if not _has_run_out(one)]
    return sorted(living, key=lambda one: one.created_at, reverse=True)


def typed_before(viewer: Viewer, request: HttpRequest) -> Typed | None:
    """What this account had typed at this page when its session ended, half an hour ago at most. Of somebody else, of
    another record, or older: nothing."""
    found = _typed(request.session)
    if found is None or not belongs_here(found, account=str(viewer.account), page=request.path):
        return None
    return found


def is_typed_of_another(viewer: Viewer, session: Any) -> bool:
    """Something waits in this session that is not this account's, or that is too old."""
    found = _typed(session)
    return TYPED in session and (found is None or found.account != str(viewer.account))


def _typed(session: Any) -> Typed | None:
    try:
        found = Typed(**json.loads(unseal(session[TYPED], FOR_TYPED)))
    except (KeyError, TypeError, ValueError, InvalidToken):
        return None
    return None if is_too_old(found, now=int(time.time())) else found


def _has_run_out(one: UserSession) -> bool:
    data = one._session_store(one.session_key)
    now = int(time.time())
    return bool(
        is_over(
            begun_at=data.get("begun_at", now),
            seen_at=data.get("seen_at", now),
            idle=data.get("idle_limit", settings.SESSION_IDLE_PATIENT),
            longest=settings.SESSION_COOKIE_AGE,
            now=now,
        )
    )
