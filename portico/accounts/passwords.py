"""What a password must be: long, and not the practice's own words. No composition rules, no forced change.

Source: NIST SP 800-63B-4: 15 characters where it stands alone; blocklist with context words.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 15
LONGEST = 256
FEWEST_DIFFERENT = 5
CONTEXT_WORDS = ("portico", "patient portal", "mychart", "clinic")


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LENGTH:
            raise ValidationError(
                _("Use at least %(n)d characters. A few words in a row work well.") % {"n": LENGTH}
            )
        if len(set(password)) < FEWEST_DIFFERENT:
            raise ValidationError(_("This repeats the same few characters. Please choose other words."))
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most %(n)d characters.") % {"n": LONGEST})

    def get_help_text(self) -> str:
        return _("At least %(n)d characters. A few words in a row work well.") % {"n": LENGTH}


class NotThePractice:
    def validate(self, password: str, user: Any = None) -> None:
        bare = "".join(password.lower().split())
        for word in CONTEXT_WORDS:
            bare = bare.replace(word.replace(" ", ""), "")
        if len(bare) < LENGTH // 2:
            raise ValidationError(_("This is too close to the portal's own name. Please choose other words."))

    def get_help_text(self) -> str:
        return ""
