"""The post office takes notices in, as part of the transaction of what happened. It does not know what a result is.

The words come from the room that asks (templates/<room>/notices/<name>.txt) and carry no patient information. How an
account wants to be told, and what becomes of notices that got stuck, is decided here too.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.models import Delivery
from portico.core.viewer import Viewer
from portico.notifications.channels import sms, wording
from portico.notifications.models import Decision, Notice, NumberCode, Preference
from portico.notifications.permissions import NoticesVerb
from portico.notifications.queries import (
    Recipient,
    last_same_sent,
    open_code,
    same_waiting,
    secret_code,
    why_not_mailable,
)
from portico.notifications.rules.bundle import WINDOW, bundle
from portico.notifications.rules.codes import Verdict, judge, may_send
from portico.notifications.rules.gate import Kind, Pass, may_email

CODE_TEMPLATE = "notifications/notices/number_code.txt"


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
    kind: Kind = Kind.CARE,
) -> Notice:
    """Tell one account, once a key, by the channels it wants. What can't leave is kept with the reason: visible.

    `words`: plain words for the template, nothing of a record. `link`: dotted path of a function that makes the
    link's path from the account when the mail leaves; a secret in it is never stored. Gives the e-mail."""
    preference = Preference.locked(to.account_id)
    found = Notice.objects.filter(key=key).first()
    if found is None:
        facts = {
            "account_id": to.account_id, "kind": kind, "template": template, "words": dict(words or {}), "link": link,
            "language": to.language, "zone": to.zone, "created_at": act.now, "due_at": act.now,
        }  # fmt: skip
        found = _by_email(
            Notice(key=key, channel=Notice.Channel.EMAIL, address=to.address, **facts), preference
        )
        _by_text(
            Notice(key=f"{key}.sms", channel=Notice.Channel.SMS, address=preference.mobile, **facts),
            preference,
        )
    act.about("notice", found.pk)
    return found


def _by_email(notice: Notice, preference: Preference) -> Notice:
    wanted = may_email(notice.kind, preference.wishes)
    why_not = why_not_mailable(notice.account_id, notice.address)
    if wanted.answer is Pass.OFF:
        notice.state, notice.reason = Notice.State.OFF, wanted.reason
    elif why_not:
        notice.state, notice.reason = Notice.State.NO_ADDRESS, why_not
    else:
        _bundle(notice)
    notice.save()
    return notice


def _by_text(notice: Notice, preference: Preference) -> None:
    """Where there is a text for it and the owner wants texts. When it may leave is decided when it is carried."""
    is_wanted = sms.is_on() and preference.wishes.by_text
    if is_wanted and wording.is_there(wording.text_template(notice.template)):
        _bundle(notice)
        notice.save()


def _bundle(notice: Notice) -> None:
    """Several of the same in a short while are told once. What secures an account is told each time."""
    if notice.kind != Kind.CARE:
        return
    now = notice.created_at
    other = same_waiting(notice)
    answer = bundle(
        now, is_one_waiting=other is not None, last_went=last_same_sent(notice, since=now - WINDOW)
    )
    notice.due_at = answer.at
    if answer.joins:
        notice.state, notice.reason, notice.told_by = Notice.State.BUNDLED, "same-again", other
    elif answer.at > now:
        notice.reason = "same-just-went"


# -- how one wants to be told --


@action(NoticesVerb.CHOOSE)
def choose(act: Act, *, by: Viewer, by_email: bool, by_text: bool) -> Preference:
    preference = Preference.locked(by.account)
    if by_text and not preference.mobile:
        raise Refused(_("First add a mobile number and confirm it."))
    if by_text and not preference.by_text:
        preference.agreed_at = act.now
    preference.by_email, preference.by_text = by_email, by_text
    preference.save()
    act.about("notice-preference", by.account)
    return preference


@action(NoticesVerb.CHOOSE)
def ask_for_code(act: Act, *, by: Viewer, mobile: str) -> NumberCode:
    """A code goes to the number, so that only its owner can enter it. Few an hour: to an account, and to a number."""
    Preference.locked(by.account)
    if not sms.is_on():
        raise NotAllowed(NoticesVerb.CHOOSE)
    rows = NumberCode.objects.filter(account_id=by.account) | NumberCode.objects.filter(mobile=mobile)
    if not may_send(act.now, rows.order_by("-made_at").values_list("made_at", flat=True)[:20]):
        raise Refused(_("That is enough codes for now. Please try again in an hour."))
    row = NumberCode(account_id=by.account, mobile=mobile, made_at=act.now)
    key = f"code-{row.pk}"
    row.digest = _digest(row, secret_code(key))
    row.save()
    Notice.objects.create(
        account_id=by.account, kind=Kind.CODE, template=CODE_TEMPLATE, channel=Notice.Channel.SMS, address=mobile,
        language=by.language, key=key, created_at=act.now, due_at=act.now,
    )  # fmt: skip
    act.about("number-code", row.pk)
    return row


def _digest(row: NumberCode, code: str) -> str:
    return salted_hmac("notifications.typed-code", f"{row.pk}:{code}", algorithm="sha256").hexdigest()


@action(NoticesVerb.CHOOSE)
def confirm_number(act: Act, *, by: Viewer, code: str) -> Verdict:
    """Does not raise for a wrong code: the try that it took has to stay taken."""
    preference = Preference.locked(by.account)
    act.about("number-code", by.account)
    row = open_code(by, now=act.now)
    if row is None:
        return Verdict.TOO_OLD
    is_equal = constant_time_compare(row.digest, _digest(row, code))
    verdict = judge(act.now, made_at=row.made_at, tries=row.tries, is_equal=is_equal)
    row.tries += 1
    if verdict is Verdict.GOOD:
        row.used_at = act.now
        preference.mobile, preference.confirmed_at = row.mobile, act.now
        preference.by_text, preference.agreed_at = True, act.now
        preference.save()
    row.save()
    return verdict


@action(NoticesVerb.CHOOSE)
def forget_number(act: Act, *, by: Viewer) -> None:
    preference = Preference.locked(by.account)
    preference.mobile, preference.confirmed_at, preference.by_text = "", None, False
    preference.save()
    act.about("notice-preference", by.account)


# -- what got stuck --


@action(NoticesVerb.MEND)
def try_again(act: Act, *, by: Viewer, item: UUID) -> None:
    """From the beginning, with the same key: a provider that had it after all does not send it twice."""
    notice = _dead(item)
    notice.state, notice.tries, notice.due_at = Notice.State.WAITING, 0, act.now
    notice.error = notice.reason = notice.owner = ""
    notice.leased_until = None
    notice.save()
    _decide(act, notice, Decision.What.AGAIN)


@action(NoticesVerb.MEND)
def give_up(act: Act, *, by: Viewer, item: UUID, reason: str) -> None:
    notice = _dead(item)
    notice.state, notice.reason = Notice.State.GIVEN_UP, reason
    notice.save()
    _decide(act, notice, Decision.What.GIVE_UP, reason=reason)


@action(NoticesVerb.MEND)
def give_up_waiting(act: Act, *, by: Viewer, reason: str) -> int:
    """All that were asked for and have not left. Gives how many."""
    rows = Notice.objects.filter(state=Notice.State.WAITING)
    count = rows.update(state=Notice.State.GIVEN_UP, reason=reason)
    act.about("notices-given-up", count)
    return count


def _dead(item: UUID) -> Notice:
    notice = Notice.objects.select_for_update().filter(pk=item).first()
    if notice is None:
        raise NotAllowed(NoticesVerb.MEND)
    if notice.state != Notice.State.DEAD:
        raise Refused(_("Somebody has seen to this already."))
    return notice


def _decide(act: Act, notice: Notice, what: Decision.What, **more: Any) -> None:
    Decision.objects.create(
        notice=notice, what=what, by_id=act.by.account_id, by_name=act.by.name, at=act.now, **more
    )
    act.about(f"notice-{what}", notice.pk)


@action(NoticesVerb.MEND)
def try_delivery_again(act: Act, *, by: Viewer, item: int) -> None:
    """A reaction that failed eight times runs again: it is idempotent, and so is whatever it sends."""
    delivery = Delivery.objects.select_for_update().filter(pk=item).first()
    if delivery is None:
        raise NotAllowed(NoticesVerb.MEND)
    if delivery.state != Delivery.State.DEAD:
        raise Refused(_("Somebody has seen to this already."))
    delivery.state, delivery.tries, delivery.due_at = Delivery.State.WAITING, 0, act.now
    delivery.leased_until = None
    delivery.save(update_fields=["state", "tries", "due_at", "leased_until"])
    act.about("delivery-again", delivery.pk)
