from enum import StrEnum


class RoutingVerb(StrEnum):
    VIEW = "routing.view"
    WRITE = "routing.write"
    TRY = "routing.try"
