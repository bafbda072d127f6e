from enum import StrEnum


class ClinicVerb(StrEnum):
    VIEW_FEATURES = "clinic.view_features"
    SWITCH_FEATURES = "clinic.switch_features"
    SET_UP = "clinic.set_up"
    BE_AWAY = "clinic.be_away"
