from enum import StrEnum


class ChartVerb(StrEnum):
    VIEW = "chart.view"
    IMPORT = "chart.import"
