"""What is done to a restored copy: first it is held, later a person lets it go."""

from django.contrib.sessions.models import Session

from portico.backup.permissions import BackupVerb
from portico.core.actions import Act, action
from portico.core.delivery import run_due
from portico.core.hold import hold
from portico.core.hold import release as let_go
from portico.core.viewer import Viewer
from portico.notifications.actions import give_up_waiting


@action(BackupVerb.RESTORE)
def settle(act: Act, *, by: Viewer, made_at: str) -> None:
    """Held, and everybody signs in anew: a session that was ended since then stays ended."""
    hold(now=act.now, why=f"restored from a backup of {made_at}")
    Session.objects.all().delete()
    act.about("backup", made_at)


@action(BackupVerb.RELEASE)
def release(act: Act, *, by: Viewer, is_dropping: bool) -> int:
    """Gives how many notices were given up: each keeps its row and the reason.

    What follows from events that were kept is done in any case, first: dropping drops notices, never work."""
    gone = 0
    if is_dropping:
        while run_due(now=act.now):
            pass
        gone = give_up_waiting(by=by, reason="restored")
    let_go()
    act.about("hold")
    return gone
