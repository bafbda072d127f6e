"""What the sign-in library is told about our forms and limits. Read by config/settings.py alone."""

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
