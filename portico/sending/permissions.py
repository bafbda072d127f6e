from enum import StrEnum


class SendingVerb(StrEnum):
    VIEW = "sending.view"
    WRITE = "sending.write"
    ADOPT = "sending.adopt"
    TIGHTEN = "sending.tighten"
    HAND_OUT = "sending.hand_out"
