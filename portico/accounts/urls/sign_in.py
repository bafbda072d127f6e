"""Signing in and what secures it. The pages are the sign-in library's; each wears a door of ours.

Sign-up is left out: accounts come by invitation.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from portico.accounts.views import own, sign_in
from portico.accounts.views.borrowed import own_account, public

SIGNING_IN = "People sign in here; it shows nothing of anybody."
FORGOTTEN = "Whoever forgot the password has no account to sign in with; it answers the same for every name."

urlpatterns = [
    path("sign-in/", public(SIGNING_IN, sign_in.sign_in), name="account_login"),
    path("sign-out/", public("Ends the session, if there is one.", sign_in.sign_out), name="account_logout"),
    path("inactive/", public(SIGNING_IN, account.account_inactive), name="account_inactive"),
    path("password/forgotten/", public(FORGOTTEN, account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        public(FORGOTTEN, account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(FORGOTTEN, account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        public(FORGOTTEN, account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", public(SIGNING_IN, mfa.authenticate), name="mfa_authenticate"),
    path("passkey/", public(SIGNING_IN, keys.login_webauthn), name="mfa_login_webauthn"),
    path("idle/", own.idle, name="account-idle"),
    path("idle/stay/", own.idle_stay, name="account-idle-stay"),
    path("again/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("again/second-factor/", own_account(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", own_account(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("security/", own.security, name="account-security"),
    path("security/password/", own_account(account.password_change), name="account_change_password"),
    path("security/password/set/", own_account(account.password_set), name="account_set_password"),
    path("security/sessions/", own.sessions, name="usersessions_list"),
    path("security/sessions/<int:item>/end/", own.session_end, name="account-session-end"),
    path("security/second-factor/", own_account(mfa.index), name="mfa_index"),
    path("security/second-factor/app/", own_account(sign_in.set_up_app), name="mfa_activate_totp"),
    path(
        "security/second-factor/app/removal/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path("security/recovery-codes/", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "security/recovery-codes/new/",
        own_account(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/recovery-codes/file/",
        own_account(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("security/passkeys/", own_account(keys.list_webauthn), name="mfa_list_webauthn"),
    path("security/passkeys/new/", own_account(sign_in.add_passkey), name="mfa_add_webauthn"),
    path(
        "security/passkeys/<int:pk>/removal/", own_account(sign_in.remove_passkey), name="mfa_remove_webauthn"
    ),
    path("security/passkeys/<int:pk>/name/", own_account(keys.edit_webauthn), name="mfa_edit_webauthn"),
]
