"""What the language switch on every page does besides its cookie, for whoever is signed in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from portico.accounts.actions import choose_language, owner_of


def keep_language(request: HttpRequest, language: str) -> None:
    account: Any = request.user
    if account.language != language:
        choose_language(by=owner_of(account, source=get_adapter().get_client_ip(request)), language=language)
