"""How long what somebody did can be taken back, before anybody else sees it."""

from datetime import timedelta

UNDO = timedelta(seconds=10)
