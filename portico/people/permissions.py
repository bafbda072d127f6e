from enum import StrEnum


class PeopleVerb(StrEnum):
    FIND = "people.find"
    IMPORT = "people.import"
    RELATE = "people.relate"
