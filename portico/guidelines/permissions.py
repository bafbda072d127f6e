from enum import StrEnum


class GuidelinesVerb(StrEnum):
    READ = "guidelines.read"
    WRITE = "guidelines.write"
    ADOPT = "guidelines.adopt"
