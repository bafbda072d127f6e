from enum import StrEnum


class PeopleVerb(StrEnum):
    FIND = "people.find"
    VIEW_OWN = "people.view_own"
    IMPORT = "people.import"
    RELATE = "people.relate"
