"""Recurring work: name -> (every, task). A worker runs what is due; two workers never run the same turn."""

from datetime import timedelta

TABLE: dict[str, tuple[timedelta, str]] = {
    "audit.seal": (timedelta(seconds=4), "portico.audit.actions.seal"),
    "notifications.carry": (timedelta(seconds=2), "portico.notifications.tasks.carry"),
    "triage.expire": (timedelta(minutes=5), "portico.triage.tasks.release_idle"),
    "triage.overdue": (timedelta(minutes=5), "portico.triage.tasks.tell_overdue"),
    "triage.on-call": (timedelta(minutes=1), "portico.triage.tasks.page_on_call"),
    "messaging.unread": (timedelta(minutes=30), "portico.messaging.tasks.tell_unread"),
    "scheduling.lapse": (timedelta(minutes=5), "portico.scheduling.tasks.lapse"),
    "files.tidy": (timedelta(hours=6), "portico.files.tasks.tidy"),
    "core.tidy": (timedelta(hours=6), "portico.core.tasks.tidy"),
}
