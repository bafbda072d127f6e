"""The post office takes notices in, as part of the transaction of what happened. It does not know what a result is.

The words come from the room that asks (templates/<room>/notices/<name>.txt) and carry no patient information.
"""

from collections.abc import Mapping

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
    words: Mapping[str, str] | None = None,
    link: str = "",
) -> Notice:
    """Tell one account, once a key. Without an address it is kept as such: visible, not silently dropped.

    `words`: plain words for the template, nothing of a record. `link`: dotted path of a function that makes the
    link's path from the account when the mail leaves; a secret in it is never stored."""
    notice, _ = Notice.objects.get_or_create(
        key=key,
        defaults={
            "account_id": to.account_id,
            "template": template,
            "words": dict(words or {}),
            "link": link,
            "address": to.address,
            "language": to.language,
            "state": Notice.State.WAITING if to.address else Notice.State.NO_ADDRESS,
            "created_at": act.now,
            "due_at": act.now,
        },
    )
    act.about("notice", notice.pk)
    return notice
