from enum import StrEnum


class LettersVerb(StrEnum):
    READ = "letters.read"  # the patient's side: what was issued
    VIEW = "letters.view"  # the team: drafts and what waits, too
    WRITE = "letters.write"
    SIGN = "letters.sign"
    PRINT = "letters.print"  # the PDF is made
    UNDO = "letters.undo"  # what came with a move that was taken back
