"""The sign-in library's forms in our words, without placeholders; a code of the app works once."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portico.accounts.actions import ask_for_new_password, somebody
from portico.accounts.queries import account_named
from portico.accounts.rules.passwords import ALONE, BESIDE_A_SECOND_FACTOR

# A code is good for the half minute before and after its own.
CODE_SECONDS = 120
NAME_HINT = _("Your e-mail address, or the name you chose.")


def _length_words() -> str:
    text = gettext(
        "At least %(n)d characters, or %(few)d with a second factor. A few words in a row work well."
    )
    return text % {"n": ALONE, "few": BESIDE_A_SECOND_FACTOR}


# Put together when it is shown: a lazy text with % is written at once, in whatever language is spoken just then.
LENGTH_HINT = lazy(_length_words, str)()


class _Plain:
    """Our label and hint on a field of theirs. A placeholder is no label: it goes."""

    labels: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # every form has them
        for name, (label, hint) in self.labels.items():
            if name in fields:
                fields[name].label, fields[name].help_text = label, hint
        for field in fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_Plain, account.LoginForm):
    labels = {"login": (_("Sign-in name"), NAME_HINT), "password": (_("Password"), "")}


class PasswordAgain(_Plain, account.ReauthenticateForm):
    labels = {"password": (_("Password"), "")}


class ChangePassword(_Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": (_("Your password now"), ""),
        "password1": (_("New password"), LENGTH_HINT),
        "password2": (_("New password again"), ""),
    }


class FirstPassword(_Plain, account.SetPasswordForm):
    labels = {
        "password1": (_("Password"), LENGTH_HINT),
        "password2": (_("Password again"), ""),
    }


class NewPassword(_Plain, account.ResetPasswordKeyForm):
    labels = {
        "password1": (_("New password"), LENGTH_HINT),
        "password2": (_("New password again"), ""),
    }


class ForgottenPassword(forms.Form):
    """`email` is what the library's view calls the field; it holds the sign-in name."""

    email = forms.CharField(
        label=_("Sign-in name"),
        help_text=NAME_HINT,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> None:
        """The same answer for every name; the mail, if there is one, is written later and elsewhere."""
        account = account_named(self.cleaned_data["email"].strip())
        ask_for_new_password(by=somebody(source=request.META.get("REMOTE_ADDR", "")), account=account)


class _OnceOnly(_Plain):
    """The library lets a code of the app work again after 30 seconds while it is still good: here it works once."""

    labels = {"code": (_("Code"), _("Six numbers from your app, or one of your recovery codes."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(_CODE_FIELD)  # type: ignore[attr-defined]  # as above

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # a mixin: the library's form has it
        bare = "".join(code.split())
        if not cache.add(f"second-factor-used:{self.user.pk}:{bare}", 1, CODE_SECONDS):  # type: ignore[attr-defined]
            raise forms.ValidationError(_("That code was used already. Wait for the next one."))
        return code


_CODE_FIELD = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class SecondFactorCode(_OnceOnly, mfa.AuthenticateForm):
    pass


class SecondFactorAgain(_OnceOnly, mfa.ReauthenticateForm):
    pass


class FirstCode(_OnceOnly, totp.ActivateTOTPForm):
    labels = {"code": (_("The code that the app shows now"), _("Six numbers."))}


class _Guarded:
    """The library trusts the shape of what a browser sends as a passkey's answer; we don't."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]  # a mixin: the library's form has it
        except (KeyError, TypeError, ValueError, AttributeError):
            self.cleaned_data: dict[str, Any] = {}
            self.add_error("credential", _("The passkey did not work. Please use another way."))  # type: ignore[attr-defined]


class PasskeySignIn(_Guarded, keys.LoginWebAuthnForm):
    pass


class PasskeyCode(_Guarded, keys.AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(_Guarded, keys.ReauthenticateWebAuthnForm):
    pass


class NewPasskey(_Guarded, _Plain, keys.AddWebAuthnForm):
    labels = {
        "name": (_("A name for it"), _("So that you can tell it from others: “My phone”.")),
        "passwordless": (_("Sign in with it instead of name and password"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        if not self.is_bound:
            self.fields["passwordless"].initial = True


class PasskeyName(_Plain, keys.EditWebAuthnForm):
    labels = {"name": (_("Name"), "")}
