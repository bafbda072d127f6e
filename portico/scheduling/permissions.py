from enum import StrEnum


class SchedulingVerb(StrEnum):
    VIEW = "scheduling.view"
    IMPORT = "scheduling.import"
    OFFER = "scheduling.offer"  # the team: tickets, and the times for them
    CHOOSE = "scheduling.choose"  # the patient's side
    RECALL = "scheduling.recall"
    TIDY = "scheduling.tidy"
    TAKE_BACK = "scheduling.take_back"  # what came with a move that was taken back
