"""Reads about accounts. Accounts stand below viewers' patients; these are asked by commands and the demo."""

from portico.accounts.models import Account


def account_named(username: str) -> Account | None:
    """For sign-in flows: the active account of this sign-in name."""
    return Account.objects.filter(username=username.lower(), is_active=True).first()
