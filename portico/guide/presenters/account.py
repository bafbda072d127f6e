"""Help on one's own account, for everybody."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Topic

ACCOUNT = (
    Topic(
        "records",
        Audience.EVERYONE,
        routes=("people-switch",),
        title=_("Whose record?"),
        what=_("The records that you may open: your own, and those of people you act for."),
        can=(
            _("Open your own record."),
            _("Open the record of somebody you act for."),
            _("Call the practice when one is missing."),
        ),
        next=_("Whose record is open always stands at the top of the page."),
    ),
    Topic(
        "security",
        Audience.EVERYONE,
        routes=(
            "account-security",
            "account_reauthenticate",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
        ),
        title=_("Account and security"),
        what=_("How you sign in, and how we tell you that something is new."),
        can=(
            _("Change the password."),
            _("Add a second step: a code or a passkey."),
            _("See where you are signed in, and end it."),
            _("Choose how we tell you."),
        ),
        next=_("Before a change we may ask once more that it is you."),
    ),
    Topic(
        "password",
        Audience.EVERYONE,
        routes=(
            "account_change_password",
            "account_set_password",
        ),
        title=_("The password"),
        what=_("Choose a new password."),
        can=(
            _("Use at least 15 characters, for example four words. Beside a second step, 8 are enough."),
            _("Let your browser make one and keep it."),
            _("Use it for nothing else."),
        ),
        next=_("We write you that it was changed. If that was not you, call the practice at once."),
    ),
    Topic(
        "sessions",
        Audience.EVERYONE,
        routes=("usersessions_list",),
        title=_("Where you are signed in"),
        what=_("The browsers and phones that are signed in to your account now."),
        can=(
            _("Find this device: it has a mark."),
            _("End one that you do not know."),
            _("Sign out everywhere else."),
        ),
        next=_("If you did not know one, change your password too."),
    ),
    Topic(
        "second-factor",
        Audience.EVERYONE,
        routes=(
            "mfa_index",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
        ),
        title=_("Second factor"),
        what=_("A second step when you sign in, so that a stolen password alone opens nothing."),
        can=(
            _("Add an app on your phone that shows codes."),
            _("Add a passkey: your finger, your face or a PIN."),
            _("Keep the recovery codes for the day your phone is lost."),
        ),
        next=_("From then on we ask for it each time you sign in."),
    ),
    Topic(
        "recovery-codes",
        Audience.EVERYONE,
        routes=(
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
        ),
        title=_("Recovery codes"),
        what=_("Ten codes for the day your phone is lost. Each works once."),
        can=(
            _("Write them down or print them."),
            _("Download them to a safe place."),
            _("Make new ones when few are left."),
        ),
        next=_("New codes end the old ones."),
    ),
    Topic(
        "passkeys",
        Audience.EVERYONE,
        routes=(
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
        ),
        title=_("Passkeys"),
        what=_("Sign in with your finger, your face or a PIN, with nothing to type or to forget."),
        can=(
            _("Add one on this phone or computer."),
            _("Give each a name that you know again."),
            _("Remove one that you no longer use."),
        ),
        next=_("The passkey stays on your device. We keep only what recognizes it."),
    ),
    Topic(
        "notices",
        Audience.EVERYONE,
        routes=(
            "notifications:choices",
            "notifications:number",
            "notifications:code",
        ),
        title=_("How we tell you"),
        what=_("Choose how you hear that something is new. A notice never says what it is."),
        can=(
            _("Turn e-mail on or off."),
            _("Add a mobile number, and confirm it with the code that we send."),
            _("Remove the number."),
        ),
        next=_("What concerns the security of your account always comes by e-mail."),
    ),
    Topic(
        "what-is-on",
        Audience.EVERYONE,
        routes=("clinic:features",),
        title=_("What is on"),
        what=_("What each clinic offers here."),
        can=(
            _("See what is on at your clinic."),
            _("See what is off, and so is not shown."),
            _("Whoever runs the practice can switch parts on and off."),
        ),
        next=_("What is off leaves no trace on the other pages."),
    ),
)
