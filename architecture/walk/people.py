"""Who knocks on the day of the walk: the cast, and proxies and staff in every state that a door must tell apart."""

import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from architecture.walk.decide import Actor
from architecture.walk.who import SITES
from architecture.walk.world import World

HALVES = (
    frozenset({"problems", "medicines", "allergies", "vaccines", "family-history", "confidential"}),
    frozenset({"results", "documents", "referrals", "visits", "care-team", "messages"}),
)
NOTHING: frozenset[str] = frozenset()


def enter_all(world: World, stage: Any) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    harolds = Authenticator.objects.create(
        user=stage.account("harold"), type=Authenticator.Type.WEBAUTHN, data={}
    )
    world.ids[("passkey", "harold", "own")] = harolds.pk
    session = UserSession.objects.create(
        user=stage.account("harold"), ip="127.0.0.1", session_key="harolds", user_agent="walk"
    )
    world.ids[("session", "harold", "own")] = session.pk
    today = datetime.now(ZoneInfo("America/Chicago")).date()
    new = _newcomer(world)
    rosas = frozenset({"rosa"})
    _enter(world, Actor(name="nobody", is_signed_in=False), None)
    for key in SITES:
        _enter(
            world,
            Actor(name=key, own=key, records=((key, NOTHING),), wrote=frozenset({key})),
            stage.account(key),
        )
    _enter(world, Actor(name="elena", records=(("rosa", NOTHING),)), stage.account("elena"))
    _enter(world, Actor(name="david", records=(("marcus", NOTHING),)), stage.account("david"))
    _enter(world, Actor(name="carmen, whose time is over"), stage.account("carmen"))
    for number, hidden in enumerate(HALVES):
        records = (("rosa", hidden), ("marcus", hidden))
        _enter(
            world,
            Actor(name=f"proxy for half of it, {number}", records=records),
            new(f"half{number}", records),
        )
    rosa = (("rosa", NOTHING),)
    _enter(
        world, Actor(name="proxy from tomorrow on"), new("future", rosa, starts_on=today + timedelta(days=1))
    )
    _enter(world, Actor(name="proxy who was ended"), new("ended", rosa, ended_at=timezone.now()))
    _enter(world, Actor(name="proxy until yesterday"), new("until", rosa, ends_on=today))
    _enter(world, Actor(name="account without a record"), new("loner", ()))
    disabled = new("disabled", rosa)
    _enter(world, Actor(name="proxy with a closed account", is_signed_in=False), disabled)
    type(disabled).objects.filter(pk=disabled.pk).update(is_active=False)
    for key, role, in_pools in (
        ("jo", "nurse", True), ("tomas", "medical-assistant", True), ("lena", "pharmacist", True),
        ("amara", "physician", False), ("priya", "front-desk", False), ("grace", "manager", False),
        ("ines", "administrator", False), ("omar", "privacy-officer", False),
    ):  # fmt: skip
        wrote = frozenset({"rosa", "marcus"}) if key == "jo" else NOTHING
        actor = Actor(name=key, role=role, site="madison", is_in_pools=in_pools, wrote=wrote)
        _enter(world, actor, stage.account(key))
    _enter(
        world, Actor(name="kenji", role="nurse", site="denver", is_in_pools=True, wrote=frozenset({"walter"})),
        stage.account("kenji"),
    )  # fmt: skip
    weak = Actor(
        name="jo without a second factor", role="nurse", site="madison", is_in_pools=True,
        has_second_factor=False, wrote=rosas | {"marcus"},
    )  # fmt: skip
    _enter(world, weak, stage.account("jo"), is_strong=False)
    _enter(world, Actor(name="nurse who left"), _former_nurse(new("left", ())))


def _newcomer(world: World) -> Any:
    from portico.accounts.actions import create
    from portico.core.viewer import Purpose, system_viewer
    from portico.people.models import Relation

    def new(name: str, records: tuple[tuple[str, frozenset[str]], ...], **dates: Any) -> Any:
        account = create(
            by=system_viewer(Purpose.SET_UP), username=f"{name}@example.org", name=f"Walker {name}",
            contact_email=f"{name}@example.org", language="en",
        )  # fmt: skip
        for key, hidden in records:
            facts = {"kind": "adult", "starts_on": date(2024, 1, 8), **dates}
            Relation.objects.create(
                account=account, patient_id=world.patients[key], hidden=sorted(hidden), **facts
            )
        return account

    return new


def _former_nurse(account: Any) -> Any:
    from portico.clinic.models import Pool, Site, StaffMember

    staff = StaffMember.objects.create(account=account, role="nurse", name=account.name, is_active=False)
    staff.sites.set(Site.objects.all())
    staff.pools.set(Pool.objects.all())
    return account


def _enter(world: World, actor: Actor, account: Any, *, is_strong: bool = True) -> None:
    world.actors.append(actor)
    if account is None:
        return
    client = Client()
    client.force_login(account)
    # Signed in freshly and in use all day long, however slow the machine: doors that want a fresh sign-in are walked
    # too, and what a knock does is taken back, its sign of life with it.
    at = time.time() + 6 * 3600
    records = [{"method": "password", "at": at}]
    if is_strong:
        records.append({"method": "mfa", "type": "totp", "at": at})
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(account.pk)
    now = int(time.time())
    limit = 15 * 60 if actor.role else 20 * 60
    session.update({"begun_at": now, "seen_at": int(at), "idle_limit": limit})
    session.save()
    world.cookies[actor.name] = str(session.session_key)
