"""How one signs in, where it is the same everywhere: for Django and the sign-in library. Read by settings.py alone."""

AUTHENTICATION_BACKENDS = ["portico.accounts.sessions.Backend"]
PASSWORD_HASHERS = ["portico.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portico.accounts.passwords.LongEnough"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "contact_email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portico.accounts.passwords.NotThePractice"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "contact_email"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_ADAPTER = "portico.accounts.adapters.SignIn"
# Not the library's own: that one keeps a second list of e-mail addresses. This one also dies with a used sign-in,
# a new password or a new contact address.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  # the name of a class
PASSWORD_RESET_TIMEOUT = 30 * 60
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portico"
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "portico.accounts.adapters.SecondFactor"
# Addresses are seen to by the practice; the library's own list of them stays empty.
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "portico.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # the absolute limit; the idle limits below are shorter

ACCOUNT_FORMS = {
    "login": "portico.accounts.forms.SignInForm",
    "reset_password": "portico.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "portico.accounts.forms.NewPassword",
    "change_password": "portico.accounts.forms.ChangePassword",
    "set_password": "portico.accounts.forms.FirstPassword",
    "reauthenticate": "portico.accounts.forms.PasswordAgain",
}

MFA_FORMS = {
    "authenticate": "portico.accounts.forms.SecondFactorCode",
    "reauthenticate": "portico.accounts.forms.SecondFactorAgain",
    "activate_totp": "portico.accounts.forms.FirstCode",
    "login_webauthn": "portico.accounts.forms.PasskeySignIn",
    "authenticate_webauthn": "portico.accounts.forms.PasskeyCode",
    "reauthenticate_webauthn": "portico.accounts.forms.PasskeyAgain",
    "add_webauthn": "portico.accounts.forms.NewPasskey",
    "edit_webauthn": "portico.accounts.forms.PasskeyName",
}

# security.md 5.5; "key" is the sign-in name, with the browser where the account knows it (accounts/adapters.py).
ACCOUNT_RATE_LIMITS = {
    "login": "100/m/ip",
    "login_network": "200/h/key",
    "login_failed": "50/h/ip,10/15m/key,100/d/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
