"""Make accounts; sign in and out; end sessions; tell the owner what changed."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from portico.accounts.events import NewDeviceSeen, PasswordForgotten, SecurityChanged
from portico.accounts.models import Account, KnownDevice
from portico.accounts.permissions import AccountVerb
from portico.accounts.rules.changes import Change
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer


@action(AccountVerb.CREATE)
def create(
    act: Act,
    *,
    by: Viewer,
    username: str,
    name: str,
    contact_email: str = "",
    password: str = "",
    language: str = "en",
) -> Account:
    """A new account; without a password nobody can sign in with one."""
    account = Account(username=username.lower(), name=name, contact_email=contact_email, language=language)
    if password:
        _check(password, account)
    account.set_password(password or None)
    account.save()
    act.about("account", account.pk)
    return account


def _check(password: str, account: Account) -> None:
    """A weak password is refused with the sentence that says why."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


def owner_of(account: Account, *, source: str = "") -> Viewer:
    """The owner while signing in or out: no door has built a viewer yet, and nothing but the account may be touched."""
    return Viewer(
        account_id=account.pk,
        name=account.name,
        role="account",
        verbs=frozenset({AccountVerb.MANAGE_OWN}),
        source=source,
        language=account.language,
    )


def somebody(*, source: str) -> Viewer:
    """Whoever asks for a new password: not signed in, not known to be the owner."""
    return Viewer(role="nobody", verbs=frozenset({AccountVerb.MANAGE_OWN}), source=source)


@action(AccountVerb.MANAGE_OWN)
def sign_in(act: Act, *, by: Viewer, device_mark: str) -> None:
    """Remember the browser; the first sign-in from another one is told to the owner (AU-09)."""
    known = KnownDevice.objects.filter(account_id=by.account)
    had_others = known.exists()
    _device, is_new = known.get_or_create(
        account_id=by.account, mark=device_mark, defaults={"first_seen_at": act.now}
    )
    act.about("sign-in", by.account)
    if is_new and had_others:
        act.publish(NewDeviceSeen(account_id=by.account))


@action(AccountVerb.MANAGE_OWN)
def sign_out(act: Act, *, by: Viewer) -> None:
    act.about("sign-out", by.account)


@action(AccountVerb.MANAGE_OWN)
def choose_language(act: Act, *, by: Viewer, language: str) -> None:
    """The language of the account: what we write to its owner is written in it."""
    Account.objects.filter(pk=by.account).exclude(language=language).update(language=language)
    act.about("language", by.account)


@action(AccountVerb.MANAGE_OWN)
def settle_tour(act: Act, *, by: Viewer) -> None:
    """Its owner took the tour or declined it for good: it is not offered again."""
    Account.objects.filter(pk=by.account, tour_settled_at=None).update(tour_settled_at=act.now)
    act.about("tour", by.account)


@action(AccountVerb.MANAGE_OWN)
def ask_for_new_password(act: Act, *, by: Viewer, account: Account | None) -> None:
    """Writes as much for a name that nobody has as for one that somebody has: the time tells nothing (AU-05)."""
    act.about("new-password", account.pk if account else "")
    if account and account.contact_email:
        act.publish(PasswordForgotten(account_id=account.pk))


@action(AccountVerb.MANAGE_OWN)
def note_change(act: Act, *, by: Viewer, what: Change) -> None:
    act.about(f"security-{what}", by.account)
    act.publish(SecurityChanged(account_id=by.account, what=str(what)))


@action(AccountVerb.MANAGE_OWN)
def end_session(act: Act, *, by: Viewer, item: int) -> None:
    """One of the person's own; the next request with it is nobody's."""
    session = _sessions(by.account).filter(pk=item).first()
    if session is None:
        raise NotAllowed(AccountVerb.MANAGE_OWN)
    session.end()
    act.about("session-end", item)


@action(AccountVerb.MANAGE_OWN)
def end_other_sessions(act: Act, *, by: Viewer, current: str) -> int:
    """All but the one that is named by its key. Gives how many."""
    act.about("session-end", by.account)
    others = list(_sessions(by.account).exclude(session_key=current))
    for session in others:
        session.end()
    return len(others)


def _sessions(account_id: UUID) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user_id=account_id)
