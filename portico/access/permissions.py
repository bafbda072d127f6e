from enum import StrEnum


class AccessVerb(StrEnum):
    VIEW_OWN_LOG = "access.view_own_log"
