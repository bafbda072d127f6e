"""The post office: writes a notice and hands it to the channel. It does not know what a result is.

The words come from the room that asks (templates/<room>/notices/<name>.txt) and carry no patient information.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from portico.core.actions import Act, action
from portico.core.viewer import Viewer
from portico.notifications.models import Notice
from portico.notifications.permissions import NoticesVerb
from portico.notifications.queries import Recipient


@action(NoticesVerb.SEND)
def send(
    act: Act,
    *,
    by: Viewer,
    to: Recipient,
    template: str,
    key: str,
    path: str = "",
    facts: Mapping[str, str] | None = None,
) -> Notice:
    """Tell one account, once a key. Raises what the mail server raises: the delivery is then tried again.

    `path`: where the link leads; `facts`: plain words for the template, nothing of a record."""
    notice, _ = Notice.objects.get_or_create(
        key=key,
        defaults={
            "account_id": to.account_id,
            "template": template,
            "address": to.address,
            "created_at": act.now,
        },
    )
    act.about("notice", notice.pk)
    if notice.sent_at is None and notice.address:
        _mail(to, template, key, {**(facts or {}), "url": f"{settings.PUBLIC_URL}{path}"})
        notice.sent_at = act.now
        notice.save(update_fields=["sent_at"])
    return notice


def _mail(to: Recipient, template: str, key: str, words: dict[str, str]) -> None:
    with translation.override(to.language):
        text = render_to_string(template, words)
    subject, _, body = text.strip().partition("\n")
    headers = {"Message-ID": f"<{key}@portico>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject.strip(), body.strip() + "\n", to=[to.address], headers=headers).send()
