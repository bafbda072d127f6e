from enum import StrEnum


class ExchangeVerb(StrEnum):
    IMPORT = "exchange.import"
