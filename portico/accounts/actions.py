"""Make accounts; notice a new device."""

import hashlib
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portico.accounts.models import Account, KnownDevice
from portico.accounts.permissions import AccountVerb
from portico.core.actions import Act, Refused, action
from portico.core.viewer import Viewer

DEVICE_COOKIE = "device"
TWO_YEARS = 2 * 365 * 86400


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
    """A new account; without a password nobody can sign in with one. A weak password is Refused, with the sentence."""
    account = Account(username=username.lower(), name=name, contact_email=contact_email, language=language)
    if password:
        _check(password, account)
    account.set_password(password or None)
    account.save()
    act.about("account", account.pk)
    return account


def _check(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


def note_device(request: HttpRequest, account: Account, response: HttpResponse) -> None:
    """Remember the browser by a cookie of its own; the first sign-in from a new one is told to the owner (AU-09)."""
    token = request.COOKIES.get(DEVICE_COOKIE) or token_urlsafe(24)
    mark = hashlib.sha256(token.encode()).hexdigest()
    had_others = KnownDevice.objects.filter(account=account).exists()
    _device, is_new = KnownDevice.objects.get_or_create(
        account=account, mark=mark, defaults={"first_seen_at": timezone.now()}
    )
    response.set_cookie(
        DEVICE_COOKIE, token, max_age=TWO_YEARS, httponly=True, secure=settings.IS_PRODUCTION, samesite="Lax"
    )
    if is_new and had_others and account.contact_email:
        _tell_new_device(account)


def _tell_new_device(account: Account) -> None:
    with translation.override(account.language):
        send_mail(
            _("New sign-in to your account"),
            _(
                "Somebody just signed in to your account from a browser that we have not seen before. "
                "If that was you, there is nothing to do. If not, please change your password and end the other "
                "sessions under Account, Security."
            ),
            settings.DEFAULT_FROM_EMAIL,
            [account.contact_email],
            fail_silently=True,
        )
