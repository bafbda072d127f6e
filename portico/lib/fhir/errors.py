"""What is said when a FHIR resource cannot be read."""


class FhirError(ValueError):
    """A resource hides its meaning: where (`Observation.effectiveDateTime`) and why, in a plain sentence."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
