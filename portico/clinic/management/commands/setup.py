"""bin/portico setup: the first administrator, the organization, a site with zone and hours, and its first pools."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portico.accounts import actions as accounts
from portico.clinic import actions as clinic
from portico.clinic.models import Site
from portico.clinic.queries import practice
from portico.clinic.rules.hours import hours_from
from portico.core.actions import Refused
from portico.core.viewer import Purpose, Viewer, system_viewer

POOLS = (
    ("Refills", "the refill nurses", ["refill"]),
    ("Nurse advice", "the nursing team", ["*"]),
    ("Front desk", "the front desk", ["appointment"]),
    ("Referrals", "the referral team", ["referral"]),
)
QUESTIONS = {
    "practice": "Name of the practice",
    "phone": "Its phone number",
    "site": "Name of the first site (clinic)",
    "zone": "Its time zone, like America/Chicago",
    "hours": "Its hours, like Mon-Fri 08:00-17:00",
    "name": "Name of the first administrator",
    "sign_in": "Her or his sign-in name (an e-mail address or a chosen name)",
}


class Command(BaseCommand):
    help = "Set a real practice up. Asks for what the options leave open, and for the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for key, words in QUESTIONS.items():
            parser.add_argument(f"--{key.replace('_', '-')}", default="", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        if practice() is not None:
            raise CommandError(
                "This portal is set up already. Change the rest on screen, as the administrator."
            )
        answers = {key: options[key] or self._ask(words) for key, words in QUESTIONS.items()}
        if answers["zone"] not in available_timezones():
            raise CommandError(f"{answers['zone']} is not a known time zone. One is America/Chicago.")
        try:
            hours = hours_from(answers["hours"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        password = self._password()
        try:
            with transaction.atomic():
                self._found(system_viewer(Purpose.SET_UP), answers, hours, password)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            f"{answers['practice']} is set up. Start the portal, sign in as {answers['sign_in']} and set up your\n"
            "second factor; the rest is on screen. Bring the record in with: bin/portico import PATH"
        )

    def _ask(self, words: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(
                f"Missing: {words}. Give it as an option (see --help), or run this in a terminal."
            )
        while not (answer := input(f"{words}: ").strip()):
            pass
        return answer

    def _password(self) -> str:
        """From the terminal, twice; or from standard input, once, for scripts."""
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        while True:
            first = getpass.getpass("Password (at least 15 characters; a few words work well): ")
            if first != getpass.getpass("The same again: "):
                self.stderr.write("The two are not the same.")
                continue
            return first

    def _found(self, by: Viewer, answers: dict[str, str], hours: dict[str, list[str]], password: str) -> None:
        organization = clinic.found(by=by, name=answers["practice"], phone=answers["phone"])
        site: Site = clinic.open_site(
            by=by,
            organization=organization,
            name=answers["site"],
            zone=answers["zone"],
            phone=answers["phone"],
            hours=hours,
        )
        email = answers["sign_in"] if "@" in answers["sign_in"] else ""
        account = accounts.create(
            by=by, username=answers["sign_in"], name=answers["name"], contact_email=email, password=password
        )
        clinic.employ(by=by, account_id=account.pk, role="administrator", name=answers["name"], sites=[site])
        for name, patient_name, kinds in POOLS:
            clinic.open_pool(by=by, site=site, name=name, patient_name=patient_name, kinds=kinds, members=[])
