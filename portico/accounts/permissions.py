from enum import StrEnum


class AccountVerb(StrEnum):
    MANAGE_OWN = "accounts.manage_own"
    CREATE = "accounts.create"
