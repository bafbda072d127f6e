"""What a password must be: long, and not the practice's own words. No composition rules, no forced change.

Source: NIST SP 800-63B-4: blocklist with context words; the length is in rules/passwords.py.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portico.accounts.queries import has_second_factor
from portico.accounts.rules.passwords import ALONE, BESIDE_A_SECOND_FACTOR, fewest

LONGEST = 256
FEWEST_DIFFERENT = 5
FEWEST_OF_OWN = 7  # what must be left without the practice's words
LENGTHS = {"n": ALONE, "few": BESIDE_A_SECOND_FACTOR}
CONTEXT_WORDS = ("portico", "patient portal", "mychart", "clinic")


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        is_beside_another = user is not None and has_second_factor(user.pk)
        if len(password) < fewest(has_second_factor=is_beside_another):
            raise ValidationError(_too_short(is_beside_another=is_beside_another))
        if len(set(password)) < FEWEST_DIFFERENT:
            raise ValidationError(_("This repeats the same few characters. Please choose other words."))
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most %(n)d characters.") % {"n": LONGEST})

    def get_help_text(self) -> str:
        text = _(
            "At least %(n)d characters, or %(few)d with a second factor. A few words in a row work well."
        )
        return text % LENGTHS


def _too_short(*, is_beside_another: bool) -> str:
    if is_beside_another:
        return _("Use at least %(few)d characters. A few words in a row work well.") % LENGTHS
    text = _("Use at least %(n)d characters, or at least %(few)d once you have set up a second factor.")
    return text % LENGTHS


class NotThePractice:
    def validate(self, password: str, user: Any = None) -> None:
        whole = bare = "".join(password.lower().split())
        for word in CONTEXT_WORDS:
            bare = bare.replace(word.replace(" ", ""), "")
        if bare != whole and len(bare) < FEWEST_OF_OWN:
            raise ValidationError(_("This is too close to the portal's own name. Please choose other words."))

    def get_help_text(self) -> str:
        return ""
